import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { type HotProcess, startHotProcess } from '@/lib/testing/hot-processes';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';

useRuntime();

let provider: GivenProvider;
beforeAll(async () => {
  provider = await givenProvider();
});

async function post(base: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${base}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${provider.secretKey}` },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function countedCalls(customer: string): Promise<{ calls: number; quantity: unknown }> {
  const { total } = await queryUsage(provider.ctx, { customer, granularity: 'total' });
  return { calls: total.calls, quantity: total.quantity };
}

describe('kill -9 under load', () => {
  it('leaves every acknowledged call and event counted, and none twice', async () => {
    const one = await givenSubscribed(provider);
    const acknowledged = new Set<string>();
    const events = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const hot = await startHotProcess(runtime().databaseUrl, null);
      const callers = Array.from({ length: 24 }, async (_, caller) => {
        for (;;) {
          try {
            if (caller % 2 === 0) {
              const answer = await post(hot.base, 'verify', { key: one.secret });
              if (answer.allowed) acknowledged.add(answer.id as string);
            } else {
              const id = `evt-${round}-${caller}-${events.size}-${Math.floor(performance.now() * 1000)}`;
              const answer = await post(hot.base, 'events', { id, customer: one.customer.id });
              if (answer.accepted === 1) events.add(id);
            }
          } catch {
            return;
          }
        }
      });
      // In the thick of it: some answers are out, two dozen requests are always under way.
      const enough = acknowledged.size + events.size + 200;
      while (acknowledged.size + events.size < enough) await new Promise((resolve) => setTimeout(resolve, 5));
      await hot.kill('SIGKILL');
      await Promise.all(callers);
    }
    expect(acknowledged.size).toBeGreaterThan(100);
    expect(events.size).toBeGreaterThan(100);
    const { rows } = await runtime().pool.query(
      'SELECT event_id, count(*)::int AS times FROM ledger.usage_event WHERE provider_id = $1 AND customer_id = $2 GROUP BY 1',
      [provider.ctx.provider.id, one.customer.id],
    );
    const stored = new Map(rows.map((row) => [row.event_id as string, row.times as number]));
    expect([...acknowledged, ...events].filter((id) => stored.get(id) !== 1)).toEqual([]);
    expect([...stored.values()].every((times) => times === 1)).toBe(true);
    expect((await countedCalls(one.customer.id)).calls).toBe(stored.size);
    expect(stored.size).toBeGreaterThanOrEqual(acknowledged.size + events.size);
  });

  it('re-sent events after the crash count once', async () => {
    const one = await givenSubscribed(provider);
    const batch = Array.from({ length: 2_000 }, (_, n) => ({
      id: `batch-${one.keyId}-${n}`,
      customer: one.customer.id,
    }));
    const first = await startHotProcess(runtime().databaseUrl, null);
    const cut = post(first.base, 'events', batch).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 25));
    await first.kill('SIGKILL');
    await cut;
    const second = await startHotProcess(runtime().databaseUrl, null);
    const { accepted, duplicates } = await post(second.base, 'events', batch);
    await second.kill('SIGTERM');
    expect((accepted as number) + (duplicates as number)).toBe(2_000);
    expect(await countedCalls(one.customer.id)).toEqual({ calls: 2_000, quantity: 2_000 });
  });
});

describe.skipIf(inject('redisUrl') === null)('two processes on one Redis', () => {
  let here: HotProcess;
  let there: HotProcess;
  beforeAll(async () => {
    const redisUrl = inject('redisUrl');
    here = await startHotProcess(runtime().databaseUrl, redisUrl);
    there = await startHotProcess(runtime().databaseUrl, redisUrl);
  });
  afterAll(async () => {
    await here?.kill('SIGTERM');
    await there?.kill('SIGTERM');
  });

  it('share one allowance exactly', async () => {
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) =>
        post((n % 2 ? here : there).base, 'verify', { key: one.secret }),
      ),
    );
    expect(answers.filter((answer) => answer.allowed)).toHaveLength(100);
    expect((await countedCalls(one.customer.id)).calls).toBe(100);
  });
});
