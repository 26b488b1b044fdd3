import { decimal, formatDecimal, sumDecimals } from '@/lib/core/decimal';
import { fromMinorToDecimal, sumMinor, toSafeNumber } from '@/lib/core/money';
import { localDayOf, type Span } from '@/lib/core/period';
import type { Prisma } from '@/lib/infra/postgres';
import { type Price, priceOfPart, type RatedCharge, type RatedLine, rateCharge } from '@/lib/pricing';
import type { LINE_KINDS, LinePart } from './schemas';

/** Pure: from what was used, and what a price makes of it, to the lines of an invoice. */

/** A line before it has a place on an invoice. */
export interface LineDraft {
  kind: (typeof LINE_KINDS)[number];
  description: string;
  meter: string | null;
  periodStart: Date;
  periodEnd: Date;
  quantity: string;
  unitPrice: string | null;
  exact: string;
  amount: bigint;
  tiers: LinePart[];
  taxCode: string | null;
  detail: Prisma.InputJsonObject;
}

export interface Use {
  quantity: string;
  calls: bigint;
}

/** One meter's use in one span, and what it is priced by. */
export interface RatedUse {
  meterName: string;
  price: Price;
  currency: string;
  taxCode: string | null;
  span: Span;
  timezone: string;
  /** False for what a change of plan cut off: it owes neither a minimum nor what zero usage owes. */
  isWhole: boolean;
  use: Use;
  detail: Prisma.InputJsonObject;
}

/** What a use comes to: the sum of its lines, without the lines. */
export function priceOfUse(rated: Pick<RatedUse, 'price' | 'currency' | 'isWhole' | 'use'>): bigint {
  return !rated.isWhole && isNothing(rated.use) ? 0n : rate(rated, null).amountMinor;
}

/** The line of a charge and, where the price has a minimum that was not reached, the line that tops it up. */
export function usageLines(rated: RatedUse): LineDraft[] {
  if (!rated.isWhole && isNothing(rated.use)) return [];
  const charge = rate(rated, null);
  const minimum = charge.lines.filter(({ kind }) => kind === 'minimum');
  const usage = charge.lines.filter(({ kind }) => kind !== 'minimum');
  const common = { ...commonOf(rated), detail: rated.detail };
  const days = daysText(rated.span, rated.timezone);
  const line: LineDraft = {
    ...common,
    kind: 'usage',
    description: `${rated.meterName}, ${days}`,
    quantity: charge.quantity,
    unitPrice: rated.price.model === 'standard' ? formatDecimal(decimal(rated.price.unitPrice)) : null,
    exact: formatDecimal(sumDecimals(usage.map(({ exact }) => decimal(exact)))),
    amount: sumMinor(usage.map(({ amountMinor }) => amountMinor)),
    tiers: partsOf(charge, usage),
  };
  return [line, ...minimum.map((part) => minimumLine(rated, part, days))];
}

/**
 * What came late: the price of all less the price of what was billed. Null when the quantity is what was billed.
 */
export function adjustmentLine(rated: RatedUse, billed: Use): LineDraft | null {
  const { use } = rated;
  const difference = decimal(use.quantity).minus(decimal(billed.quantity));
  if (difference.isZero() && use.calls === billed.calls) return null;
  const charge = rate(rated, billed);
  return {
    ...commonOf(rated),
    kind: 'adjustment',
    description: `${rated.meterName}, ${daysText(rated.span, rated.timezone)}: recorded after its invoice`,
    quantity: formatDecimal(difference),
    unitPrice: null,
    exact: charge.exact,
    amount: charge.amountMinor,
    tiers: partsOf(charge, charge.lines),
    detail: {
      ...rated.detail,
      billedQuantity: billed.quantity,
      billedCalls: billed.calls.toString(),
    },
  };
}

/** What takes a negative subtotal to the next invoice, so that no invoice is below zero. */
export function carryLine(subtotal: bigint, currency: string, period: Span): LineDraft {
  const exact = formatDecimal(fromMinorToDecimal(-subtotal, currency));
  return {
    kind: 'adjustment',
    description: 'Credit carried over to the next invoice',
    meter: null,
    periodStart: period.start,
    periodEnd: period.end,
    quantity: '1',
    unitPrice: exact,
    exact,
    amount: -subtotal,
    tiers: [],
    taxCode: null,
    detail: {},
  };
}

function rate(
  { price, currency, isWhole, use }: Pick<RatedUse, 'price' | 'currency' | 'isWhole' | 'use'>,
  billed: Use | null,
): RatedCharge {
  // Nothing was billed of a part that was cut off before it was used.
  const wasBilled = billed && (isWhole || !isNothing(billed));
  return rateCharge(
    isWhole ? price : priceOfPart(price),
    {
      quantity: use.quantity,
      eventCount: use.calls.toString(),
      ...(wasBilled && { billedQuantity: billed.quantity, billedEventCount: billed.calls.toString() }),
    },
    currency,
  );
}

function isNothing(use: Use): boolean {
  return use.calls === 0n && decimal(use.quantity).isZero();
}

function commonOf({ price, span, taxCode }: RatedUse) {
  return { meter: price.meter, periodStart: span.start, periodEnd: span.end, taxCode };
}

function minimumLine(rated: RatedUse, part: RatedLine, days: string): LineDraft {
  return {
    ...commonOf(rated),
    kind: 'minimum',
    description: `${rated.meterName}, minimum spend, ${days}`,
    quantity: part.quantity,
    unitPrice: part.unitPrice,
    exact: part.exact,
    amount: part.amountMinor,
    tiers: [],
    detail: rated.detail,
  };
}

/** The parts that a line is the sum of, the free units first; none for one part that is the line itself. */
function partsOf(charge: RatedCharge, lines: readonly RatedLine[]): LinePart[] {
  const isPlain = lines.length === 1 && lines[0]?.quantity === charge.quantity && !lines[0].tier;
  if (isPlain) return [];
  const parts = lines.map(partOf);
  if (decimal(charge.includedUsed).isZero() || charge.billedQuantity !== null) return parts;
  const nothing = { tier: null, from: null, upTo: null, unitPrice: '0', exact: '0', amount: 0 };
  const included = { description: 'Included', quantity: charge.includedUsed, ...nothing };
  return [included, ...parts.filter(({ quantity }) => quantity !== '0')];
}

function partOf(line: RatedLine): LinePart {
  return {
    description: line.description,
    tier: line.tier?.number ?? null,
    from: line.tier?.from ?? null,
    upTo: line.tier?.upTo ?? null,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    exact: line.exact,
    amount: toSafeNumber(line.amountMinor, 'tiers'),
  };
}

/** The local days of a span, both ends named. */
export function daysText({ start, end }: Span, timezone: string): string {
  const first = localDayOf(start, timezone);
  const last = localDayOf(new Date(end.getTime() - 1), timezone);
  return first === last ? first : `${first} to ${last}`;
}
