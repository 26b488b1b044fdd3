import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal, sumDecimals } from '@/lib/core/decimal';
import { toSafeNumber } from '@/lib/core/money';
import { CHARGEABLE_BELOW } from '@/lib/plans';
import { type UsageOfDay, usageByDay } from '@/lib/usage';
import type { ExplainedLine } from './explain-schemas';
import { type Catalogue, priceOf } from './meters-and-plans';
import { linePart } from './schemas';
import type { InvoiceRow, LineRow } from './store';
import { lineView } from './views';

/** What a line of usage keeps of how it came about. */
const usageDetail = z.object({
  planId: z.string(),
  version: z.number(),
  plan: z.string(),
  calls: z.string(),
  quantity: z.string(),
  billedQuantity: z.string().optional(),
  billedCalls: z.string().optional(),
  billedAt: z.string().nullish(),
});

export type UsageDetail = z.output<typeof usageDetail>;

/** The use that a line billed: where it lies, and the state of the ledger that it was counted in. */
export interface LineUse {
  customerId: string;
  meter: string;
  span: { start: Date; end: Date };
  chargeableBelow: number;
  asOf: Date | undefined;
  days: UsageOfDay[];
}

export function usageDetailOf(line: LineRow): UsageDetail | null {
  return usageDetail.safeParse(line.detail).data ?? null;
}

/** One line's arithmetic, down to the days and endpoints of the usage behind it. */
export async function explainLine(
  ctx: Context,
  row: InvoiceRow,
  line: LineRow,
  catalogue: Catalogue,
): Promise<ExplainedLine> {
  const view = lineView(line);
  const { id, kind, description, meter, quantity, amount } = view;
  const common = { id, kind, description, ...(meter && { meter }), quantity, exact: line.exact, amount };
  const detail = usageDetailOf(line);
  if (!detail || line.meter === null) {
    const reason = z.record(z.string(), z.unknown()).parse(line.detail);
    return { ...common, parts: partsOf(line), reason };
  }
  const plan = await catalogue.plan(detail.planId, detail.version);
  const price = priceOf(plan, line.meter);
  const source = { ...common, parts: partsOf(line), plan: plan.slug, version: plan.version, price };
  if (kind === 'minimum') return source;
  const use = await lineUse(ctx, row, line, CHARGEABLE_BELOW[plan.chargeableStatus]);
  if (kind !== 'adjustment') return { ...source, usage: sumOf(use.days, quantity) };
  const before = { quantity: detail.billedQuantity ?? '0', calls: countOf(detail.billedCalls ?? '0') };
  const all = { quantity: detail.quantity, calls: countOf(detail.calls) };
  return { ...source, usage: sumOf(use.days, quantity), billedBefore: before, all };
}

/** The days that a line billed; of an adjustment, what came to them since the invoice before. */
export async function lineUse(
  ctx: Context,
  row: InvoiceRow,
  line: LineRow,
  chargeableBelow: number,
): Promise<LineUse> {
  const detail = usageDetailOf(line);
  const where = {
    customerId: row.customerId,
    meter: line.meter ?? '',
    span: { start: line.periodStart, end: line.periodEnd },
    chargeableBelow,
  };
  const counted = { quantity: detail?.quantity ?? '0', calls: countOf(detail?.calls ?? '0') };
  const now = await stateOf(ctx, where, counted, row.issuedAt ?? row.draftedAt);
  if (line.kind !== 'adjustment') return { ...where, ...now };
  const billed = { quantity: detail?.billedQuantity ?? '0', calls: countOf(detail?.billedCalls ?? '0') };
  const billedAt = detail?.billedAt ? new Date(detail.billedAt) : row.draftedAt;
  const before = await stateOf(ctx, where, billed, billedAt);
  return { ...where, asOf: now.asOf, days: difference(now.days, before.days) };
}

/**
 * The state of the ledger that was counted: as it stands, or as it stood at an instant, which where a clock stands
 * still may or may not include what came at that very instant. Where the quantity is no sum of days (a maximum),
 * the number of calls decides.
 */
async function stateOf(
  ctx: Context,
  where: Omit<LineUse, 'asOf' | 'days'>,
  counted: { quantity: string; calls: number },
  at: Date,
): Promise<{ asOf: Date | undefined; days: UsageOfDay[] }> {
  const states = [];
  for (const asOf of [undefined, at, new Date(at.getTime() - 1)]) {
    const days = await usageByDay(ctx, { ...where, asOf });
    const sum = totalOf(days);
    if (sum.calls === counted.calls && sum.quantity === counted.quantity) return { asOf, days };
    states.push({ asOf, days, calls: sum.calls });
  }
  const [present] = states;
  return states.find(({ calls }) => calls === counted.calls) ?? present ?? { asOf: undefined, days: [] };
}

function difference(now: readonly UsageOfDay[], before: readonly UsageOfDay[]): UsageOfDay[] {
  const key = ({ day, endpoint }: UsageOfDay) => `${day} ${endpoint}`;
  const days = new Map(now.map((one) => [key(one), one]));
  for (const one of before) {
    const later = days.get(key(one)) ?? { ...one, quantity: '0', calls: 0 };
    const quantity = formatDecimal(decimal(later.quantity).minus(decimal(one.quantity)));
    days.set(key(one), { ...later, quantity, calls: later.calls - one.calls });
  }
  return [...days.values()].filter(({ quantity, calls }) => quantity !== '0' || calls !== 0);
}

function totalOf(days: readonly UsageOfDay[]) {
  return {
    quantity: formatDecimal(sumDecimals(days.map((day) => decimal(day.quantity)))),
    calls: days.reduce((sum, day) => sum + day.calls, 0),
  };
}

function sumOf(days: UsageOfDay[], lineQuantity: string) {
  const total = totalOf(days);
  return { ...total, days, addsUp: total.quantity === lineQuantity };
}

/** The line's own parts, or itself as the only one. */
function partsOf(line: LineRow) {
  const parts = z.array(linePart).parse(line.tiers);
  if (parts.length > 0) return parts;
  const { description, quantity, unitPrice, exact } = line;
  const amount = toSafeNumber(line.amount, 'amount');
  const whole = { tier: null, from: null, upTo: null, quantity, unitPrice: unitPrice ?? '0', exact, amount };
  return [{ description, ...whole }];
}

function countOf(text: string): number {
  return toSafeNumber(BigInt(text), 'calls');
}
