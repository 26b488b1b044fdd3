import { decimal, formatDecimal, HUNDRED, toDouble } from '@/lib/core/decimal';
import { toExactMinor } from '@/lib/core/money';
import type { Price } from './schemas';

/**
 * A price as one flat array of doubles, for the gauge. Enforcement may use doubles; billing never reads this.
 * Positions (money in minor units, −1 where a bound is absent):
 *
 * | 0 | mode: 1 each unit at its tier, 2 the whole quantity at one tier, 3 started packages |
 * | 1 | included units                                                                      |
 * | 2 | conversion: 0 none, 1 multiply, 2 divide                                            |
 * | 3 | conversion factor                                                                   |
 * | 4 | conversion rounding: 0 none, 1 up, 2 down, 3 half up                                |
 * | 5 | 10 ^ conversion precision                                                           |
 * | 6 | minimum spend       | 7 | maximum spend       | 8 | fee per event                   |
 * | 9 | package size        | 10 | number of tiers                                          |
 * | 11 + 3i | upper bound of tier i, then its unit price (12 + 3i) and flat fee (13 + 3i)   |
 */
export type FlatTable = number[];

const HEADER_LENGTH = 11;
const NONE = -1;

/**
 * How far a double may be from the number it stands for: 2.9999999999999996 must not start a package or a rounding
 * step of its own, and an exact half of a large number must still go up.
 */
const slackOf = (value: number) => 1e-9 + value * 3e-16;

/** Compiles a price for `priceFromTable`. Standard and percentage prices are one tier without a bound. */
export function compileFlatTable(price: Price, currency: string): FlatTable {
  const minor = (major: string) => toDouble(toExactMinor(major, currency));
  const bound = (major: string | undefined) => (major === undefined ? NONE : minor(major));
  const tiers = tiersOf(price);
  const { convert } = price;
  return [
    price.model === 'package' ? 3 : price.model === 'volume' ? 2 : 1,
    toDouble(decimal(price.included ?? '0')),
    convert ? (convert.operation === 'multiply' ? 1 : 2) : 0,
    convert ? toDouble(decimal(convert.factor)) : 1,
    { none: 0, up: 1, down: 2, half_up: 3 }[convert?.round ?? 'none'],
    10 ** (convert?.precision ?? 0),
    bound(price.minimumSpend),
    bound(price.maximumSpend),
    price.model === 'percentage' ? minor(price.fixedFee ?? '0') : 0,
    price.model === 'package' ? toDouble(decimal(price.packageSize)) : 1,
    tiers.length,
    ...tiers.flatMap(({ upTo, unitPrice, flatFee }) => [
      upTo === null ? NONE : toDouble(decimal(upTo)),
      minor(unitPrice),
      minor(flatFee ?? '0'),
    ]),
  ];
}

/**
 * The price of a quantity in minor units, as a double and not rounded. Reads only array slots and uses only
 * + − × ÷, comparisons, floor and loops, so the counters' Lua script repeats it line by line.
 */
export function priceFromTable(table: FlatTable, quantity: number, eventCount = 0): number {
  const at = (index: number) => table[index] as number;
  const units = convertUnits(table, quantity > at(1) ? quantity - at(1) : 0);
  let price = 0;
  if (at(0) === 3) {
    const packages = units / at(9);
    price = -Math.floor(-packages + slackOf(packages)) * at(HEADER_LENGTH + 1);
  } else {
    let from = 0;
    for (let tier = 0; tier < at(10); tier++) {
      const base = HEADER_LENGTH + 3 * tier;
      const isLanding = at(base) === NONE || units <= at(base);
      if (at(0) === 1 && (tier === 0 || units > from)) {
        price += ((isLanding ? units : at(base)) - from) * at(base + 1) + at(base + 2);
      }
      if (at(0) === 2 && isLanding) price = units * at(base + 1) + at(base + 2);
      if (isLanding) break;
      from = at(base);
    }
  }
  price += eventCount * at(8);
  if (at(6) !== NONE && price < at(6)) price = at(6);
  if (at(7) !== NONE && price > at(7)) price = at(7);
  return price;
}

/**
 * The price as a whole amount of minor units, never below what the invoice will say: halves, and what the
 * doubles may hide of a half, go up. What a spend limit is compared with.
 */
export function spendFromTable(table: FlatTable, quantity: number, eventCount = 0): number {
  const price = priceFromTable(table, quantity, eventCount);
  return Math.floor(price + 0.5 + 1e-9 + price * 1e-14);
}

function convertUnits(table: FlatTable, quantity: number): number {
  const at = (index: number) => table[index] as number;
  let units = quantity;
  if (at(2) === 1) units = quantity * at(3);
  if (at(2) === 2) units = quantity / at(3);
  const scaled = units * at(5);
  if (at(4) === 1) return -Math.floor(-scaled + slackOf(scaled)) / at(5);
  if (at(4) === 2) return Math.floor(scaled + slackOf(scaled)) / at(5);
  if (at(4) === 3) return Math.floor(scaled + 0.5 + slackOf(scaled)) / at(5);
  return units;
}

function tiersOf(price: Price): { upTo: string | null; unitPrice: string; flatFee?: string }[] {
  switch (price.model) {
    case 'graduated':
    case 'volume':
      return price.tiers;
    case 'standard':
      return [{ upTo: null, unitPrice: price.unitPrice }];
    case 'package':
      return [{ upTo: null, unitPrice: price.packagePrice }];
    case 'percentage':
      return [{ upTo: null, unitPrice: formatDecimal(decimal(price.ratePercent).div(HUNDRED)) }];
  }
}
