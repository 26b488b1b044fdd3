import type { Context } from '@/lib/core/context';
import { addDays, localDayOf, localMidnight } from '@/lib/core/period';
import { requireProviderSide } from '@/lib/tenants';
import { queryUsage } from '@/lib/usage';
import { countDenials } from './attention-store';
import { type Attention, findAttention } from './find-attention';
import { getRevenue } from './get-revenue';
import { reuse } from './reuse';
import type { RevenueQuery, RevenueReport } from './revenue-schemas';

export interface Overview {
  report: RevenueReport;
  /** The same, as many days earlier, up to the same time of day. */
  before: RevenueReport;
  calls: { now: number; before: number };
  denials: { now: number; before: number };
  attention: Attention[];
}

/** The last so many local days, today among them, beside as many days before. */
export async function getOverview(
  ctx: Context,
  input: { days: number; currency?: RevenueQuery['currency'] },
): Promise<Overview> {
  requireProviderSide(ctx);
  const { days, currency } = input;
  return reuse(`${ctx.provider.id} ${days} ${currency ?? ''}`, () => compute(ctx, days, currency));
}

async function compute(ctx: Context, days: number, currency: RevenueQuery['currency']): Promise<Overview> {
  const { timezone, id } = ctx.provider;
  const now = new Date(ctx.clock.now().getTime() + 1);
  const today = localDayOf(now, timezone);
  const start = localMidnight(addDays(today, 1 - days), timezone);
  const startBefore = localMidnight(addDays(today, 1 - 2 * days), timezone);
  const endBefore = new Date(
    Math.min(start.getTime(), startBefore.getTime() + (now.getTime() - start.getTime())),
  );
  const spans = [
    { start, end: now },
    { start: startBefore, end: endBefore },
  ] as const;
  const [report, before] = await Promise.all(
    spans.map((span) =>
      getRevenue(ctx, { from: span.start.toISOString(), to: span.end.toISOString(), currency }),
    ),
  );
  const calls = await Promise.all(
    spans.map((span) => queryUsage(ctx, { from: span.start, to: span.end, granularity: 'total' })),
  );
  const denials = await Promise.all(spans.map((span) => countDenials(ctx, id, span)));
  return {
    report: report as RevenueReport,
    before: before as RevenueReport,
    calls: { now: calls[0]?.total.calls ?? 0, before: calls[1]?.total.calls ?? 0 },
    denials: { now: denials[0] ?? 0, before: denials[1] ?? 0 },
    attention: await findAttention(ctx),
  };
}
