import { describe, expect, it } from 'vitest';
import { recordEvents } from '@/lib/access';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { postUsage } from './post-usage';
import { reconcileUsage } from './reconcile-usage';

useRuntime();

async function givenUsage(): Promise<{ ctx: Context; customerId: string }> {
  const { ctx } = await givenProvider();
  const { id: customerId } = await givenCustomer(ctx);
  const events = Array.from({ length: 200 }, (_, index) => {
    const id = `event-${index}`;
    const daysAgo = index % 80;
    return {
      id,
      value: {
        id,
        customer: customerId,
        quantity: index % 3 === 0 ? '0.125' : 2,
        endpoint: `GET /${index % 4}`,
        timestamp: new Date(ctx.clock.now().getTime() - daysAgo * 86_400_000).toISOString(),
        status: index % 10 === 0 ? 500 : 200,
        ...(index % 2 === 0 && { latencyMs: index }),
      },
    };
  });
  await recordEvents(ctx, events);
  return { ctx, customerId };
}

/** What is in the journals yet cannot be tampered with where it will lie. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  await postUsage();
  await runtime().pool.query(sql, values);
}

describe('the proof that rollups are what events add up to', () => {
  it('holds after events over several months', async () => {
    const { ctx } = await givenUsage();
    const proof = await reconcileUsage(ctx);
    expect(proof).toMatchObject({ claims: 200, claimedEvents: 200, differences: [], differenceCount: 0 });
    expect(proof.meters).toEqual([
      {
        meter: 'calls',
        eventQuantity: '274.375',
        eventCalls: 200,
        rollupQuantity: '274.375',
        rollupCalls: 200,
      },
    ]);
  });

  it('says nothing of a provider without usage, whatever others have', async () => {
    await givenUsage();
    const { ctx } = await givenProvider();
    expect(await reconcileUsage(ctx)).toEqual({
      meters: [],
      claims: 0,
      claimedEvents: 0,
      differences: [],
      differenceCount: 0,
    });
  });

  it.each([
    ['a quantity that was raised', 'quantity = quantity + 1'],
    ['a call that was taken away', 'calls = calls - 1'],
    ['a latency that was changed', 'latency_ms_total = latency_ms_total + 5'],
    ['usage that was moved to another endpoint', "endpoint = 'GET /elsewhere'"],
  ])('finds %s', async (_, change) => {
    const { ctx, customerId } = await givenUsage();
    await tamper(
      `UPDATE ledger.posted_rollup SET ${change} WHERE provider_id = $1 AND (bucket, endpoint) =
        (SELECT bucket, endpoint FROM ledger.usage_rollup WHERE provider_id = $1 ORDER BY bucket, endpoint LIMIT 1)`,
      [ctx.provider.id],
    );
    const { differences, differenceCount } = await reconcileUsage(ctx);
    expect(differenceCount).toBe(1);
    expect(differences[0]).toMatchObject({ customerId, meter: 'calls' });
  });

  it('finds rollups that were deleted and events that were deleted', async () => {
    const { ctx, customerId } = await givenUsage();
    await tamper('DELETE FROM ledger.posted_rollup WHERE provider_id = $1', [ctx.provider.id]);
    const { differences } = await reconcileUsage(ctx);
    expect(differences.length).toBeGreaterThanOrEqual(3);
    expect(differences.every((one) => one.customerId === customerId && one.rollupCalls === 0)).toBe(true);
    await tamper('DELETE FROM ledger.event WHERE provider_id = $1', [ctx.provider.id]);
    expect(await reconcileUsage(ctx)).toMatchObject({ claims: 200, claimedEvents: 0, differences: [] });
  });
});
