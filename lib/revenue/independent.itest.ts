import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { contextOf } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { seedDemo } from '@/prisma/seed';
import { getOverview } from './get-overview';
import { getRevenue } from './get-revenue';
import type { RevenueReport } from './revenue-schemas';

useRuntime();

/*
 * The demo's ninety days, added up by plain SQL that shares nothing with the code it checks.
 */

async function sum(text: string, values: unknown[]): Promise<number> {
  const { rows } = await runtime().pool.query<{ sum: string | null }>(text, values);
  return Number(rows[0]?.sum ?? 0);
}

describe.each(['weathernow', 'geocoda'])('the numbers of %s', (slug) => {
  let ctx: Context;
  let report: RevenueReport;

  beforeAll(async () => {
    const actor = { kind: 'system', id: 'demo', name: 'Demo' } as const;
    await seedDemo({ clock: systemClock, actor, requestId: null });
    ctx = await contextOf(slug);
    const from = new Date(Date.now() - 120 * 86_400_000).toISOString();
    report = await getRevenue(ctx, { from });
  }, 240_000);

  it('have as MRR the monthly base prices of everybody who is active', async () => {
    const expected = await sum(
      `SELECT round(100 * sum(v.base_price::numeric)) AS sum
       FROM subscription s JOIN plan_version v USING (provider_id, plan_id)
       WHERE s.provider_id = $1 AND v.version = s.plan_version AND s.status = 'active'`,
      [ctx.provider.id],
    );
    expect(expected).toBeGreaterThan(0);
    expect(report.mrr).toBe(expected);
    expect(report.mrrAtStart).toBe(0);
    const { movements } = report;
    expect(Object.values(movements).reduce((total, moved) => total + moved, 0)).toBe(report.mrr);
  });

  it('have as net revenue the invoices less what was taken back', async () => {
    const expected = await sum(
      `SELECT sum(taxable) AS sum FROM invoice WHERE provider_id = $1 AND status IN ('open', 'paid')`,
      [ctx.provider.id],
    );
    expect(report.netRevenue).toBe(expected);
    expect(report.series.reduce((total, step) => total + step.netRevenue, 0)).toBe(expected);
  });

  it('have as usage revenue what invoices charged for usage, and what runs since', async () => {
    const invoiced = await sum(
      `SELECT sum(l.amount) AS sum FROM invoice_line l WHERE l.provider_id = $1 AND l.kind IN ('usage', 'minimum')`,
      [ctx.provider.id],
    );
    const { rows } = await runtime().pool.query<{ until: Date }>(
      'SELECT min(usage_from) AS until FROM subscription WHERE provider_id = $1 AND close_at IS NOT NULL',
      [ctx.provider.id],
    );
    const onInvoices = await sum(
      `SELECT sum(l.amount) AS sum FROM invoice_line l
       WHERE l.provider_id = $1 AND l.kind IN ('usage', 'minimum') AND l.period_end <= $2`,
      [ctx.provider.id, rows[0]?.until],
    );
    const to = rows[0]?.until.toISOString();
    const closed = await getRevenue(ctx, { from: report.from, to });
    expect(report.usageRevenue).toBeGreaterThanOrEqual(invoiced);
    expect(closed.usageRevenue).toBeGreaterThanOrEqual(onInvoices);
    expect(report.series.reduce((total, step) => total + step.usageRevenue, 0)).toBe(report.usageRevenue);
  });

  it('are on the overview what they are in the API and in the ledger', async () => {
    const overview = await getOverview(ctx, { days: 90 });
    const same = await getRevenue(ctx, { from: overview.report.from, to: overview.report.to });
    expect(overview.report).toEqual(same);
    const calls = await sum(
      'SELECT count(*) AS sum FROM ledger.usage_event WHERE provider_id = $1 AND occurred_at >= $2',
      [ctx.provider.id, overview.report.from],
    );
    expect(overview.calls.now).toBe(calls);
    const top = overview.report.topCustomers[0];
    const ofTop = await sum(
      `SELECT count(*) AS sum FROM ledger.usage_event
       WHERE provider_id = $1 AND customer_id = $2 AND occurred_at >= $3`,
      [ctx.provider.id, top?.customer, overview.report.from],
    );
    expect(top?.calls).toBe(ofTop);
  });
});
