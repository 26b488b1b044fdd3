import type { Context } from '@/lib/core/context';
import { fromMinor, sumMinor } from '@/lib/core/money';
import type { Span } from '@/lib/core/period';
import { type Coupon, computeTotals, type Totals } from '@/lib/pricing';
import { type AppliedCoupon, readAppliedCoupons } from '@/lib/subscriptions';
import { carryLine, type LineDraft } from './charge-lines';
import { creditBalance } from './credits';
import type { ItemRow } from './items-store';
import { Catalogue } from './meters-and-plans';
import { type Parties, partiesOf } from './parties';
import { type ChargeToRate, type RatedChargeLines, rateLateUsage, rateUsage } from './rate-usage';

/** What an invoice is made of, before it is added up. */
export interface Ingredients {
  customerId: string;
  subscriptionId: string | null;
  currency: string;
  period: Span;
  charges: readonly ChargeToRate[];
  items: readonly ItemRow[];
  /** True where a negative sum may stand: a preview of what is given back. */
  mayBeNegative?: boolean;
  /** True where usage is taken to go on at its pace until its spans end: a forecast. */
  atPace?: boolean;
}

export interface Composition extends Parties {
  lines: LineDraft[];
  /** Usage to remember as billed: the invoice's own and what came late to earlier ones. */
  rated: RatedChargeLines[];
  /** What goes to the next invoice, as a negative amount; zero for nothing. */
  carriedMinor: bigint;
  coupons: (AppliedCoupon & { amountMinor: bigint })[];
  totals: Totals;
}

/**
 * Adds up an invoice from usage, prices, items, coupons, tax and credits as they stand now. Drafts, final and
 * upcoming invoices and previews are all composed here, so they cannot differ.
 */
export async function compose(ctx: Context, ingredients: Ingredients): Promise<Composition> {
  const { customerId, subscriptionId, currency, period } = ingredients;
  const scope = { customerId, catalogue: new Catalogue(ctx), atPace: ingredients.atPace ?? false };
  const usage = await rateUsage(ctx, scope, ingredients.charges);
  const late = await rateLateUsage(ctx, scope, currency);
  const rated = [...usage, ...late];
  const lines = [...rated.flatMap((one) => one.lines), ...ingredients.items.map(itemLine)];
  const sum = sumMinor(lines.map(({ amount }) => amount));
  const carriedMinor = sum < 0n && !ingredients.mayBeNegative ? sum : 0n;
  if (carriedMinor < 0n) lines.push(carryLine(sum, currency, period));
  const parties = await partiesOf(ctx, { customerId });
  for (const line of lines) line.taxCode ??= parties.taxCode;
  const applied =
    subscriptionId === null
      ? []
      : await readAppliedCoupons(ctx, ctx.provider.id, [subscriptionId], ctx.clock.now());
  const coupons = applied.filter((coupon) => coupon.kind === 'percent' || coupon.currency === currency);
  const totals = computeTotals({
    currency,
    lines: lines.map(({ amount }) => ({ amountMinor: amount })),
    coupons: coupons.map(couponOf),
    taxes: parties.tax.heads,
    taxInclusive: parties.tax.inclusive,
    prepaidCreditsMinor: await creditBalance(ctx, { customerId, currency }),
  });
  return {
    ...parties,
    lines,
    rated,
    carriedMinor,
    totals,
    coupons: coupons.map((coupon, index) => ({
      ...coupon,
      amountMinor: totals.couponDiscountsMinor[index] ?? 0n,
    })),
  };
}

function couponOf(row: AppliedCoupon): Coupon {
  return row.kind === 'percent'
    ? { kind: 'percent', percent: row.percent ?? '0' }
    : { kind: 'fixed', amount: fromMinor(row.amount ?? 0n, row.currency) };
}

function itemLine(item: ItemRow): LineDraft {
  return {
    kind: item.kind as LineDraft['kind'],
    description: item.description,
    meter: null,
    periodStart: item.periodStart,
    periodEnd: item.periodEnd,
    quantity: item.quantity,
    unitPrice: item.unitPrice,
    exact: item.exact,
    amount: item.amount,
    tiers: [],
    taxCode: item.taxCode,
    detail: item.detail as LineDraft['detail'],
  };
}
