import { describe, expect, it } from 'vitest';
import { recordEvents, verifyCall } from '@/lib/access';
import { verifyRequestSchema } from '@/lib/access/schemas';
import { subscribeCustomer } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { givenCustomer, givenKey, givenPlan, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import type { LiveBatch } from './batch';
import { endWatching, watchCalls } from './watch-calls';

useRuntime();

/** Everything an account's watcher is told, and a promise of its being told so many calls. */
async function watch(ctx: Context) {
  const seen: LiveBatch['rows'] = [];
  let ended = false;
  let look: () => void = () => undefined;
  const stop = await watchCalls(ctx, {
    onBatch: ({ rows }) => {
      seen.push(...rows);
      look();
    },
    onEnd: () => {
      ended = true;
    },
  });
  const until = (calls: number) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (seen.reduce((sum, row) => sum + row.calls, 0) >= calls) resolve();
      };
      look();
    });
  return { seen, until, stop, hasEnded: () => ended };
}

const ask = (ctx: Context, key: string, endpoint: string) =>
  verifyCall(ctx, verifyRequestSchema.parse({ key, endpoint }));

async function givenCaller(limit: number) {
  const { ctx } = await givenProvider();
  const quotas = [{ meter: 'calls', limit, hard: true }];
  const plan = await givenPlan(ctx, { quotas });
  const customer = await givenCustomer(ctx);
  await subscribeCustomer(ctx, { customer: customer.id, plan: plan.slug });
  const { secret } = await givenKey(ctx, customer.id);
  return { ctx, customer, secret };
}

describe('watchCalls', () => {
  it('tells calls that went through, were refused or were reported, and nobody else’s', async () => {
    const { ctx, customer, secret } = await givenCaller(2);
    const other = await givenCaller(10);
    const { seen, until, stop } = await watch(ctx);
    for (const endpoint of ['/a', '/a', '/b']) await ask(ctx, secret, endpoint);
    await ask(ctx, 'sk_live_unknown', '/c');
    await recordEvents(ctx, [
      { value: { id: 'e1', customer: customer.id, endpoint: '/d' }, id: 'e1' },
    ] as never);
    await ask(other.ctx, other.secret, '/elsewhere');
    await until(5);
    stop();
    // However many intervals they fell into.
    const told: Record<string, number> = {};
    for (const { customer: id, endpoint, code, calls } of seen) {
      const name = `${id} ${endpoint} ${code}`;
      told[name] = (told[name] ?? 0) + calls;
    }
    expect(told).toEqual({
      ' /c invalid_key': 1,
      [`${customer.id} /a ok`]: 2,
      [`${customer.id} /b quota_exceeded`]: 1,
      [`${customer.id} /d ok`]: 1,
    });
  });

  it('ends every screen when the server stops, and refuses a screen too many', async () => {
    const { ctx } = await givenProvider();
    const open = [];
    for (let index = 0; index < 20; index++) open.push(await watch(ctx));
    await expect(watch(ctx)).rejects.toMatchObject({ code: 'too_many_requests' });
    endWatching();
    expect(open.every(({ hasEnded }) => hasEnded())).toBe(true);
    for (const { stop } of open) stop();
    (await watch(ctx)).stop();
  });

  it('is for the provider’s side alone', async () => {
    const { ctx } = await givenProvider();
    const actor = { kind: 'visitor', id: 'visitor', name: 'Visitor' } as const;
    await expect(watch({ ...ctx, actor })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
