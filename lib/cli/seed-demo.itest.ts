import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCall, verifyRequestSchema } from '@/lib/access';
import { listInvoices } from '@/lib/billing';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { reconcile } from '@/lib/revenue';
import { listLiveSubscriptions } from '@/lib/subscriptions';
import { listCustomers } from '@/lib/tenants';
import { contextOf } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { type Demo, demoState, seedDemo } from '@/prisma/seed';

useRuntime();

const ctx = {
  clock: systemClock,
  actor: { kind: 'shell', id: 'test', name: 'Test' },
  requestId: null,
} as const;
const DAY_MS = 86_400_000;

/** Everything of a list. */
async function allOf<T>(page: (cursor?: string) => Promise<{ data: T[]; nextCursor: string | null }>) {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const { data, nextCursor } = await page(cursor);
    rows.push(...data);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const customersOf = (account: Context) => allOf((cursor) => listCustomers(account, { limit: 100, cursor }));
const invoicesOf = (account: Context) => allOf((cursor) => listInvoices(account, { limit: 100, cursor }));

async function countOf(sql: string): Promise<number> {
  return Number((await runtime().pool.query(sql)).rows[0].count);
}

/** Takes the database away from everybody in the middle of the seed, as a crash of it would. */
async function breakOff(seeding: Promise<unknown>): Promise<void> {
  const settled = seeding.then(
    () => 'done',
    () => 'broken',
  );
  while ((await countOf('SELECT count(*) FROM customer').catch(() => 0)) < 8) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await runtime()
    .pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
  expect(await settled).toBe('broken');
}

describe('the demo', () => {
  let demo: Demo;
  const accounts: Context[] = [];
  beforeAll(async () => {
    expect(await demoState(ctx)).toBe('absent');
    await breakOff(seedDemo(ctx));
    expect(await demoState(ctx)).toBe('begun');
    demo = await seedDemo(ctx);
    for (const { slug } of demo.accounts) accounts.push(await contextOf(slug));
  });

  it('is finished at the next start when the first was broken off, and is told once', async () => {
    expect(await demoState(ctx)).toBe('told');
    const before = await countOf('SELECT count(*) FROM audit_entry');
    const again = await seedDemo(ctx);
    expect(again.isNew).toBe(false);
    expect(
      again.accounts.every(({ secretKey, customer }) => secretKey === null && customer.key === null),
    ).toBe(true);
    expect(await countOf('SELECT count(*) FROM audit_entry')).toBe(before);
  });

  it('has two providers, some twenty-five customers, and each of them on one plan at most', async () => {
    const customers = (await Promise.all(accounts.map(customersOf))).flat();
    expect(accounts.map(({ provider }) => provider.currency)).toEqual(['INR', 'USD']);
    expect(customers).toHaveLength(26);
    expect(await countOf('SELECT count(*) FROM subscription')).toBe(26);
    for (const account of accounts) {
      const ids = (await customersOf(account)).map(({ id }) => id);
      const live = await listLiveSubscriptions(account, { customers: ids });
      expect(live.length).toBeGreaterThanOrEqual(ids.length - 1);
    }
  });

  it('has ninety days of usage whose rollups are proven, every event counted once', async () => {
    for (const account of accounts) {
      const proof = await reconcile(account);
      expect(proof.differences).toEqual([]);
      expect(proof.events).toBe(proof.rollups);
      expect(proof.billed + proof.unbilled).toBe(proof.events);
      expect(proof.billed).toBeGreaterThan(proof.unbilled / 2);
      const now = systemClock.now();
      const { data, total } = await queryUsage(account, {
        from: new Date(now.getTime() - 90 * DAY_MS),
        to: now,
        granularity: 'day',
      });
      expect(data.length).toBeGreaterThanOrEqual(89);
      expect(total.calls).toBeGreaterThan(30_000);
      expect(total.errors / total.calls).toBeGreaterThan(0.005);
      expect(total.errors / total.calls).toBeLessThan(0.06);
      expect(total.latencyMsAvg).toBeGreaterThan(20);
    }
  });

  it('has closed every period that is over, with invoices that add up and numbers without gaps', async () => {
    expect(
      await countOf('SELECT count(*) FROM subscription WHERE close_at <= now()'),
      'subscriptions that should have been closed',
    ).toBe(0);
    for (const account of accounts) {
      const invoices = await invoicesOf(account);
      expect(invoices.length).toBeGreaterThan(15);
      for (const { lines, subtotal, discount, taxes, total, status } of invoices) {
        expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(subtotal);
        expect(subtotal - discount + taxes.reduce((sum, tax) => sum + tax.amount, 0)).toBe(total);
        expect(['paid', 'open', 'draft']).toContain(status);
      }
      const numbers = invoices.flatMap(({ number }) => (number === null ? [] : [Number(number.slice(-6))]));
      expect(numbers.sort((left, right) => left - right)).toEqual(numbers.map((_, index) => index + 1));
      expect(invoices.filter(({ status }) => status === 'open').length).toBeGreaterThan(0);
      const times = invoices.flatMap(({ issuedAt }) => (issuedAt === null ? [] : [Date.parse(issuedAt)]));
      expect(Math.min(...times)).toBeLessThan(systemClock.now().getTime() - 60 * DAY_MS);
    }
  });

  it('shows secrets that work, and keeps none of them', async () => {
    for (const [index, { secretKey, customer }] of demo.accounts.entries()) {
      const account = accounts[index] as Context;
      const answer = await verifyCall(account, verifyRequestSchema.parse({ key: customer.key }));
      expect(answer).toMatchObject({ allowed: true, code: 'ok' });
      expect(secretKey).toMatch(/^tg_live_/);
    }
    const text = JSON.stringify((await runtime().pool.query('SELECT * FROM audit_entry')).rows);
    for (const { secretKey, customer } of demo.accounts) {
      expect(text).not.toContain(secretKey);
      expect(text).not.toContain(customer.key);
    }
  });
});
