import { type Decimal, decimal, formatDecimal, HUNDRED, roundToBigint, ZERO } from '@/lib/core/decimal';
import { allocate, fromMinorToDecimal, sumMinor, toMinor } from '@/lib/core/money';
import type { RatedLine } from './rate';
import type { Coupon, TaxHead } from './schemas';

/** A line as the totals see it. `taxes` overrides the common heads, for lines of another tax rate. */
export interface TotalsLine {
  amountMinor: bigint;
  taxes?: readonly TaxHead[];
}

export interface TotalsInput {
  currency: string;
  lines: readonly TotalsLine[];
  /** In the order of application; fixed amounts are decimal strings in major units. */
  coupons?: readonly Coupon[];
  /** The heads of every line that has none of its own. */
  taxes?: readonly TaxHead[];
  /** True when the lines' amounts already contain the taxes. */
  taxInclusive?: boolean;
  creditNotesMinor?: bigint;
  prepaidCreditsMinor?: bigint;
}

export interface TaxTotal {
  name: string;
  percent: string;
  baseMinor: bigint;
  amountMinor: bigint;
}

/** All in minor units. `subtotal` = Σ lines; `taxable` + Σ taxes = `total` = due + both kinds of credit. */
export interface Totals {
  subtotalMinor: bigint;
  discountMinor: bigint;
  /** What each coupon took off, in the order given. Sums to the discount. */
  couponDiscountsMinor: bigint[];
  /** The discount's share of each line, by largest remainder. Sums to the discount. */
  lineDiscountsMinor: bigint[];
  taxableMinor: bigint;
  taxes: TaxTotal[];
  totalMinor: bigint;
  creditNotesAppliedMinor: bigint;
  creditsAppliedMinor: bigint;
  amountDueMinor: bigint;
}

/**
 * Lines to amount due: coupons in order, each on what is left → taxes per head on the discounted base → credit
 * notes → prepaid credits. Coupons and credits never push below zero. A subtotal that is negative by itself
 * (refunds, a volume tier crossed) gets no discount and takes no credits; its total and its tax are negative.
 */
export function computeTotals(input: TotalsInput): Totals {
  const { currency, lines, taxes = [], taxInclusive = false } = input;
  const amounts = lines.map(({ amountMinor }) => amountMinor);
  const subtotalMinor = sumMinor(amounts);
  const couponDiscountsMinor = applyCoupons(subtotalMinor, input.coupons ?? [], currency);
  const discountMinor = sumMinor(couponDiscountsMinor);
  const lineDiscountsMinor = discountMinor === 0n ? amounts.map(() => 0n) : allocate(discountMinor, amounts);
  const taxedLines = lines.map((line, index) => ({
    netMinor: line.amountMinor - (lineDiscountsMinor[index] as bigint),
    heads: line.taxes ?? taxes,
  }));
  const discountedMinor = subtotalMinor - discountMinor;
  const taxTotals = taxInclusive ? inclusiveTaxes(taxedLines, taxes) : exclusiveTaxes(taxedLines, taxes);
  const taxMinor = sumMinor(taxTotals.map(({ amountMinor }) => amountMinor));
  const taxableMinor = taxInclusive ? discountedMinor - taxMinor : discountedMinor;
  const totalMinor = taxableMinor + taxMinor;
  const creditNotesAppliedMinor = atMost(input.creditNotesMinor ?? 0n, totalMinor);
  const afterNotesMinor = totalMinor - creditNotesAppliedMinor;
  const creditsAppliedMinor = atMost(input.prepaidCreditsMinor ?? 0n, afterNotesMinor);
  return {
    subtotalMinor,
    discountMinor,
    couponDiscountsMinor,
    lineDiscountsMinor,
    taxableMinor,
    taxes: taxTotals,
    totalMinor,
    creditNotesAppliedMinor,
    creditsAppliedMinor,
    amountDueMinor: afterNotesMinor - creditsAppliedMinor,
  };
}

/**
 * The line that tops lines up to a minimum commitment, or null when they reach it.
 * @param linesMinor what the lines come to, in minor units
 * @param minimumSpend decimal string in major units
 */
export function minimumTrueUp(linesMinor: bigint, minimumSpend: string, currency: string): RatedLine | null {
  const amountMinor = toMinor(minimumSpend, currency) - linesMinor;
  if (amountMinor <= 0n) return null;
  const exact = formatDecimal(decimal(minimumSpend).minus(fromMinorToDecimal(linesMinor, currency)));
  return {
    kind: 'minimum',
    description: 'Minimum spend',
    quantity: '1',
    unitPrice: exact,
    exact,
    amountMinor,
  };
}

function applyCoupons(subtotalMinor: bigint, coupons: readonly Coupon[], currency: string): bigint[] {
  let leftMinor = subtotalMinor;
  return coupons.map((coupon) => {
    const wantedMinor =
      coupon.kind === 'fixed'
        ? toMinor(coupon.amount, currency)
        : roundToBigint(percentOf(leftMinor, decimal(coupon.percent)));
    const takenMinor = atMost(wantedMinor, leftMinor);
    leftMinor -= takenMinor;
    return takenMinor;
  });
}

/** The part of something wanted that a limit allows; nothing when the limit is zero or below. */
function atMost(wantedMinor: bigint, limitMinor: bigint): bigint {
  if (limitMinor <= 0n || wantedMinor <= 0n) return 0n;
  return wantedMinor < limitMinor ? wantedMinor : limitMinor;
}

function percentOf(amountMinor: bigint, percent: Decimal): Decimal {
  return decimal(amountMinor).times(percent).div(HUNDRED);
}

interface TaxedLine {
  netMinor: bigint;
  heads: readonly TaxHead[];
}

/** One tax per head over all lines that bear it: the bases are summed first, so each head is rounded once. */
function exclusiveTaxes(lines: readonly TaxedLine[], commonHeads: readonly TaxHead[]): TaxTotal[] {
  const totals = startTotals(commonHeads);
  for (const { netMinor, heads } of lines) {
    for (const keyedHead of keyed(heads)) addTo(totals, keyedHead, netMinor, 0n);
  }
  return [...totals.values()].map((total) => ({
    ...total,
    amountMinor: roundToBigint(percentOf(total.baseMinor, decimal(total.percent))),
  }));
}

/**
 * Takes the taxes out of amounts that contain them. Lines with the same heads are one group: each head is
 * gross × its rate ÷ (100 + all rates), rounded once, so equal heads (CGST and SGST) stay equal; the base is
 * what remains, so base plus taxes is the gross to the last minor unit.
 */
function inclusiveTaxes(lines: readonly TaxedLine[], commonHeads: readonly TaxHead[]): TaxTotal[] {
  const totals = startTotals(commonHeads);
  const groups = new Map<string, { heads: readonly TaxHead[]; grossMinor: bigint }>();
  for (const { netMinor, heads } of lines) {
    const signature = keyed(heads)
      .map(([key]) => key)
      .join('\n');
    const group = groups.get(signature) ?? { heads, grossMinor: 0n };
    groups.set(signature, { heads, grossMinor: group.grossMinor + netMinor });
  }
  for (const { heads, grossMinor } of groups.values()) {
    const rateSum = heads.reduce((sum, { percent }) => sum.plus(decimal(percent)), ZERO);
    const amounts = heads.map(({ percent }) =>
      roundToBigint(decimal(grossMinor).times(decimal(percent)).div(HUNDRED.plus(rateSum))),
    );
    const baseMinor = grossMinor - sumMinor(amounts);
    keyed(heads).forEach((keyedHead, index) => {
      addTo(totals, keyedHead, baseMinor, amounts[index] as bigint);
    });
  }
  return [...totals.values()];
}

function startTotals(heads: readonly TaxHead[]): Map<string, TaxTotal> {
  return new Map(keyed(heads).map(([key, head]) => [key, { ...head, baseMinor: 0n, amountMinor: 0n }]));
}

function addTo(
  totals: Map<string, TaxTotal>,
  [key, head]: [string, TaxHead],
  baseMinor: bigint,
  amountMinor: bigint,
): void {
  const before = totals.get(key) ?? { ...head, baseMinor: 0n, amountMinor: 0n };
  totals.set(key, {
    ...before,
    baseMinor: before.baseMinor + baseMinor,
    amountMinor: before.amountMinor + amountMinor,
  });
}

/** Heads with the key that joins the same head of several lines; a head listed twice on one line stays two. */
function keyed(heads: readonly TaxHead[]): [string, TaxHead][] {
  return heads.map((head, index) => {
    const isSame = (other: TaxHead) => other.name === head.name && other.percent === head.percent;
    const occurrence = heads.slice(0, index).filter(isSame).length;
    return [JSON.stringify([head.name, head.percent, occurrence]), head];
  });
}
