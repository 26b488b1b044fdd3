import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { TASKS } from '@/lib/jobs/schedule';
import { givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { listUses } from './explain-usage';
import { postUsage } from './post-usage';
import { Poster, poster } from './poster';
import { queryUsage } from './query-usage';
import { reconcileUsage } from './reconcile-usage';
import { settleUsage } from './settle-usage';
import { callWriter, eventWriter } from './writers';

useRuntime();

/** In the middle of a quarter of an hour, so that a second's calls lie in one. */
const AT = new Date('2026-04-10T10:07:00.000Z');
const SPAN = { from: new Date('2026-04-01T00:00:00Z'), to: new Date('2026-05-01T00:00:00Z') };

// What is posted, and when, is up to these tests alone.
beforeEach(() => poster().stop());

interface Caller {
  ctx: Context;
  customerId: string;
}

async function givenCaller(): Promise<Caller> {
  const { ctx } = await givenProvider();
  return { ctx, customerId: (await givenCustomer(ctx)).id };
}

/** Commits calls together, each a few milliseconds after the other, and returns their ids. */
async function commit({ ctx, customerId }: Caller, quantities: string[], key?: string) {
  const outcomes = await callWriter().append(
    quantities.map((quantity, index) => ({
      ...{ providerId: ctx.provider.id, customerId, meter: 'calls', endpoint: 'GET /a', keyId: 'key_1' },
      ...{ quantity, occurredAt: new Date(AT.getTime() + 3 * index), isCounted: true },
      idempotency: key === undefined ? null : { key, answerOf: (id) => JSON.stringify(id) },
    })),
  );
  return outcomes.map(({ id }) => id as string);
}

async function record({ ctx, customerId }: Caller, eventId: string, quantity: string): Promise<void> {
  await eventWriter().append([
    {
      ...{ providerId: ctx.provider.id, customerId, eventId, meter: 'calls', endpoint: 'GET /a', keyId: '' },
      ...{ quantity, occurredAt: AT, receivedAt: AT, status: 200, latencyMs: 12, properties: null },
    },
  ]);
}

const rowsOf = async (table: string, { ctx }: Caller): Promise<number> => {
  const sql = `SELECT count(*)::int AS rows FROM ledger.${table} WHERE provider_id = $1`;
  return (await runtime().pool.query(sql, [ctx.provider.id])).rows[0].rows;
};

const settle = ({ ctx }: Caller, id: string, cost: string) =>
  settleUsage(ctx.provider.id, AT, [{ id, cost, status: 200, latencyMs: null, endpoint: null }]);

/** Everything that readers are told. */
async function shown({ ctx, customerId }: Caller) {
  const filter = { customerId, meter: 'calls', chargeableBelow: 500 };
  const uses = await listUses(ctx, { ...filter, span: { start: SPAN.from, end: SPAN.to }, limit: 100 });
  const proof = await reconcileUsage(ctx);
  return {
    usage: await queryUsage(ctx, { customer: customerId, granularity: 'day', groupBy: 'endpoint', ...SPAN }),
    uses: uses.data,
    proof,
  };
}

describe('usage in the journals', () => {
  it('is counted, explained, settled and proved just as what was posted', async () => {
    const caller = await givenCaller();
    const ids = [
      ...(await commit(caller, ['1', '2.5', '1'])),
      ...(await commit(caller, ['1'], 'once')),
      ...(await commit(caller, ['0.125', '4'])),
    ];
    const [first = '', second = ''] = ids;
    expect((await settle(caller, first, '0.5')).settled).toHaveLength(1);
    await record(caller, 'event-1', '0.25');
    expect(await rowsOf('call_journal', caller)).toBe(3);
    expect(await rowsOf('rollup_journal', caller)).toBe(2);
    expect(await rowsOf('posted_batch', caller)).toBe(0);
    expect(await rowsOf('posted_rollup', caller)).toBe(0);
    const before = await shown(caller);
    expect(before.uses.map(({ id }) => id).sort()).toEqual([...ids, 'event-1'].sort());
    expect(before.usage.total).toMatchObject({ calls: 7, quantity: 9.375 });
    expect(before.proof.differences).toEqual([]);

    expect(await postUsage()).toBe(5);
    expect(await rowsOf('call_journal', caller)).toBe(0);
    expect(await rowsOf('rollup_journal', caller)).toBe(0);
    expect(await shown(caller)).toEqual(before);
    // The first settlement holds, and what was not settled before can be now.
    expect(await settle(caller, first, '7')).toMatchObject({ settled: [], unchanged: [0] });
    expect(await settle(caller, second, '0')).toMatchObject({ settled: [{ countedQuantity: '2.5' }] });
  });

  it('becomes one row for all calls of a customer, whatever commits they came in', async () => {
    const caller = await givenCaller();
    for (let commits = 0; commits < 5; commits++) await commit(caller, ['1', '1']);
    await postUsage();
    expect(await rowsOf('posted_batch', caller)).toBe(1);
    expect(await rowsOf('posted_rollup', caller)).toBe(1);
  });

  it('keeps each call’s place when others before it came to nothing, or were posted without it', async () => {
    const caller = await givenCaller();
    const [kept = ''] = await commit(caller, ['1'], 'once');
    expect(await commit(caller, ['1'], 'once')).toEqual([null]);
    const [after = ''] = await commit(caller, ['3']);
    await postUsage();
    // The batch is still open in this process: two rows, and a third when it goes on.
    const [later = ''] = await commit(caller, ['5']);
    await postUsage();
    expect((await shown(caller)).uses.map(({ id }) => id)).toEqual([kept, after, later].sort());
    for (const [id, quantity] of [
      [kept, '1'],
      [after, '3'],
      [later, '5'],
    ] as const) {
      expect(await settle(caller, id, '2')).toMatchObject({ settled: [{ countedQuantity: quantity }] });
    }
    expect((await shown(caller)).proof.differences).toEqual([]);
  });
});

describe('posting', () => {
  it('shows every use exactly once to whoever reads meanwhile, with several that post', async () => {
    const callers = [await givenCaller(), await givenCaller()];
    const [caller] = callers as [Caller, Caller];
    let [begun, committed, isOver] = [0, 0, false];
    const write = async () => {
      for (let commits = 0; commits < 60; commits++) {
        begun += 4;
        await Promise.all(
          callers.flatMap((each) => [commit(each, ['1', '1', '1']), record(each, `event-${commits}`, '1')]),
        );
        committed += 4;
      }
    };
    const post = async () => {
      while (!isOver) await postUsage();
    };
    let reads = 0;
    const read = async () => {
      while (!isOver) {
        const least = committed;
        const { total } = await queryUsage(caller.ctx, { granularity: 'total', ...SPAN });
        expect(total.calls).toBeGreaterThanOrEqual(least);
        expect(total.calls).toBeLessThanOrEqual(begun);
        reads++;
      }
    };
    const others = Promise.all([post(), post(), post(), read(), read()]);
    await write().finally(() => {
      isOver = true;
    });
    await others;
    expect(reads).toBeGreaterThan(5);
    await postUsage();
    for (const each of callers) {
      expect((await shown(each)).usage.total).toMatchObject({ calls: 240, quantity: 240 });
      expect((await shown(each)).proof.differences).toEqual([]);
    }
  });

  it('that fails loses nothing: usage is taken and counted, and posted once it can be', async () => {
    const caller = await givenCaller();
    const { pool } = runtime();
    const own = new Poster();
    await pool.query('ALTER TABLE ledger.posted_batch RENAME TO posted_batch_away');
    try {
      await commit(caller, ['1', '2']);
      own.note();
      await expect(postUsage()).rejects.toThrow('posted_batch');
      await commit(caller, ['4']);
      expect((await shown(caller)).usage.total).toMatchObject({ calls: 3, quantity: 7 });
    } finally {
      await pool.query('ALTER TABLE ledger.posted_batch_away RENAME TO posted_batch');
    }
    await vi.waitFor(async () => expect(await rowsOf('call_journal', caller)).toBe(0), 5_000);
    expect((await shown(caller)).usage.total).toMatchObject({ calls: 3, quantity: 7 });
    await own.stop();
  });

  it('leaves nothing behind that a process did not post before it ended: the job does', async () => {
    const caller = await givenCaller();
    await commit(caller, ['1']);
    await TASKS['post-usage']?.({}, {} as never);
    expect(await rowsOf('call_journal', caller)).toBe(0);
    expect(await rowsOf('posted_batch', caller)).toBe(1);
  });
});
