import { type Decimal, decimal, formatDecimal, ZERO } from '@/lib/core/decimal';

/** Pure: what one span of usage earned on which day. */

export interface DayOfUse {
  /** Local day; empty for all before the range together. */
  day: string;
  quantity: string;
  calls: bigint;
}

export interface Accrual {
  day: string;
  amountMinor: bigint;
}

/** The price of a use from the start of the span; `isWhole` once the span is over. */
export type PriceOf = (use: { quantity: string; calls: bigint }, isWhole: boolean) => bigint;

/**
 * What each day earned: the price of everything used until its end, less the price of everything used until its
 * start. So days add up to the whole, to the minor unit, however they are cut. What a minimum spend or the first
 * tier's flat fee adds is earned on the day on which the span closes, `closesOn`; null while it is open.
 */
export function accrueByDay(
  days: readonly DayOfUse[],
  priceOf: PriceOf,
  closesOn: { day: string; use?: { quantity: string; calls: bigint } | undefined } | null,
): Accrual[] {
  const accruals: Accrual[] = [];
  let quantity: Decimal = ZERO;
  let calls = 0n;
  let before = 0n;
  const usedBy = () => ({ quantity: formatDecimal(quantity), calls });
  for (const use of days) {
    quantity = quantity.plus(decimal(use.quantity));
    calls += use.calls;
    const after = priceOf(usedBy(), false);
    if (use.day !== '' && after !== before) accruals.push({ day: use.day, amountMinor: after - before });
    before = after;
  }
  if (closesOn) {
    const rest = priceOf(closesOn.use ?? usedBy(), true) - before;
    if (rest !== 0n) accruals.push({ day: closesOn.day, amountMinor: rest });
  }
  return accruals;
}
