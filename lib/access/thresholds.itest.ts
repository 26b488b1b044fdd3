import { describe, expect, inject, it, vi } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { setBudget } from '@/lib/tenants';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { startHotProcess } from '@/lib/testing/hot-processes';
import { useRuntime } from '@/lib/testing/runtime';
import { accounts } from './accounts';
import { gaugeWindow } from './gauge-of-process';
import { recordEvents } from './record-events';
import { recordThresholds } from './record-thresholds';
import { verifyRequestSchema } from './schemas';
import { settleCalls } from './settle-calls';
import { sweepThresholds } from './sweep-thresholds';
import { verifyCall } from './verify-call';

const QUOTA = { quotas: [{ meter: 'calls', limit: 20, hard: true }] };

/** What was told of one customer, in the order of telling. */
async function toldOf(customerId: string): Promise<string[]> {
  const { rows } = await runtime().pool.query(
    `SELECT type, facts->>'percent' AS percent FROM domain_event
      WHERE customer_id = $1 AND type ~ '^(usage|quota|budget)' ORDER BY id`,
    [customerId],
  );
  return rows.map(({ type, percent }) => `${type} ${percent}`);
}

const quotaMarks = (...percents: number[]) => percents.map((percent) => `usage.threshold_reached ${percent}`);

const call = (provider: GivenProvider, one: Subscribed, cost = 1) =>
  verifyCall(provider.ctx, verifyRequestSchema.parse({ key: one.secret, cost }));

describe('in one process', () => {
  useRuntime();

  it('every mark of a quota is told once, however many calls cross it at once, and its end when it refuses', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, QUOTA);
    const answers = await Promise.all(Array.from({ length: 60 }, () => call(provider, one)));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(20);
    const expected = [...quotaMarks(50, 75, 90, 100), 'quota.exceeded 100'];
    await vi.waitFor(
      async () => expect((await toldOf(one.customer.id)).sort()).toEqual(expected.sort()),
      5_000,
    );
    await Promise.all([sweepThresholds(), sweepThresholds(), call(provider, one)]);
    expect((await toldOf(one.customer.id)).sort()).toEqual(expected);
  });

  it('usage that is reported afterwards, and what calls really cost, count as well', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: false }] });
    const { id } = await call(provider, one);
    await settleCalls(provider.ctx, { settlements: [{ id: id as string, cost: '60' }] });
    await vi.waitFor(async () => expect(await toldOf(one.customer.id)).toEqual(quotaMarks(50)), 5_000);
    const event = { id: 'late', customer: one.customer.id, quantity: 65 };
    await recordEvents(provider.ctx, [{ id: 'late', value: event }]);
    const expected = [...quotaMarks(50, 75, 90, 100, 120), 'quota.exceeded 100'];
    await vi.waitFor(
      async () => expect((await toldOf(one.customer.id)).sort()).toEqual(expected.sort()),
      5_000,
    );
  });

  it('a budget is told of at the percents of its owner, and when it lets no call through any more', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, {
      prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.03' }],
    });
    await setBudget(provider.ctx, { id: one.customer.id, budget: { amount: 100, alertsAt: [50] } });
    await vi.waitFor(async () => {
      const account = await accounts().byCustomerId(provider.ctx, one.customer.id);
      expect(account?.budget).toBe(100);
    });
    for (let calls = 0; calls < 34; calls++) await call(provider, one);
    const expected = ['budget.reached 100', 'budget.reached 50'];
    await vi.waitFor(async () => expect((await toldOf(one.customer.id)).sort()).toEqual(expected), 5_000);
  });

  it('what a crash kept from being told is found by the sweep, the refusals too', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, QUOTA);
    // As a process leaves it that dies right after its answers: the ledger knows, nobody was told.
    await runtime().pool.query(
      `INSERT INTO ledger.posted_rollup VALUES ($1, $2, 'calls', date_bin('15 minutes', now(), 'epoch'), '', '', 0, 20, 20, 0, 0)`,
      [provider.ctx.provider.id, one.customer.id],
    );
    await runtime().pool.query(
      `INSERT INTO ledger.denial_rollup VALUES ($1, $2, 'calls', date_bin('15 minutes', now(), 'epoch'), 'quota_exceeded', 3, 3)`,
      [provider.ctx.provider.id, one.customer.id],
    );
    await sweepThresholds();
    expect((await toldOf(one.customer.id)).sort()).toEqual(
      [...quotaMarks(50, 75, 90, 100), 'quota.exceeded 100'].sort(),
    );
    await sweepThresholds();
    expect(await toldOf(one.customer.id)).toHaveLength(5);
  });

  it('each window is told of anew', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, QUOTA);
    await call(provider, one, 10);
    await vi.waitFor(async () => expect(await toldOf(one.customer.id)).toEqual(quotaMarks(50)), 5_000);
    const account = await accounts().byCustomerId(provider.ctx, one.customer.id);
    const now = provider.ctx.clock.now();
    const { endsAt } = gaugeWindow(provider.ctx, one.customer.id, account!.plan!, now);
    await runtime().pool.query('SELECT ledger.ensure_month($1)', [endsAt]);
    await runtime().pool.query(
      `INSERT INTO ledger.posted_rollup VALUES ($1, $2, 'calls', $3, '', '', 0, 12, 12, 0, 0)`,
      [provider.ctx.provider.id, one.customer.id, endsAt],
    );
    await recordThresholds(provider.ctx, { customer: one.customer.id, at: endsAt });
    expect(await toldOf(one.customer.id)).toEqual(quotaMarks(50, 50));
  });
});

describe.skipIf(inject('redisUrl') === null)('in two processes', () => {
  useRuntime({ redis: true });

  it('calls that cross a mark on both sides at once are told of once', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, QUOTA);
    const url = runtime().databaseUrl;
    const processes = await Promise.all([1, 2].map(() => startHotProcess(url, inject('redisUrl'))));
    try {
      const verify = (base: string) =>
        fetch(`${base}/verify`, {
          method: 'POST',
          headers: { authorization: `Bearer ${provider.secretKey}` },
          body: JSON.stringify({ key: one.secret }),
        }).then((response) => response.json() as Promise<{ allowed: boolean }>);
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, index) => verify(processes[index % 2]!.base)),
      );
      expect(answers.filter(({ allowed }) => allowed)).toHaveLength(20);
      const expected = [...quotaMarks(50, 75, 90, 100), 'quota.exceeded 100'].sort();
      await vi.waitFor(async () => expect((await toldOf(one.customer.id)).sort()).toEqual(expected), 10_000);
    } finally {
      await Promise.all(processes.map((one) => one.kill('SIGTERM')));
    }
    expect(await toldOf(one.customer.id)).toHaveLength(5);
  });
});
