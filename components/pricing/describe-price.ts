import { minorDigits } from '@/lib/core/currency';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import { formatCount, formatPrice } from '@/lib/core/format';
import type { Price, PriceTier } from '@/lib/pricing';

/** Prices in words, for people: `₹1 per 1,000 calls`. */

const SCALES = ['1', '1000', '1000000'];

/** `calls` → `calls`, `input_tokens` → `input tokens`; one of them: `call`. */
function unitOf(meter: string, isOne: boolean): string {
  const words = meter.replace(/[_-]+/g, ' ');
  return isOne ? words.replace(/s$/, '') : words;
}

/** The unit price for as many units as make a number that people can read. */
export function perUnits(unitPrice: string, meter: string, currency: string, factor = '1'): string {
  const price = decimal(unitPrice);
  const fits = (scale: string) => price.times(scale).decimalPlaces() <= minorDigits(currency);
  const scale = SCALES.find(fits) ?? '1000000';
  const amount = formatPrice(formatDecimal(price.times(scale)), currency);
  const units = formatDecimal(decimal(scale).times(factor));
  return `${amount} per ${units === '1' ? unitOf(meter, true) : `${formatCount(units, currency)} ${unitOf(meter, false)}`}`;
}

/** The headline of a price, without what is included. */
export function priceRate(price: Price, currency: string): string {
  const factor = price.convert?.operation === 'divide' ? price.convert.factor : '1';
  switch (price.model) {
    case 'standard':
      return decimal(price.unitPrice).isZero()
        ? 'free'
        : perUnits(price.unitPrice, price.meter, currency, factor);
    case 'package': {
      const size = formatDecimal(decimal(price.packageSize).times(factor));
      const units = `${formatCount(size, currency)} ${unitOf(price.meter, false)}`;
      return `${formatPrice(price.packagePrice, currency)} per started ${units}`;
    }
    case 'percentage': {
      const fee =
        price.fixedFee && !decimal(price.fixedFee).isZero()
          ? ` + ${formatPrice(price.fixedFee, currency)} each`
          : '';
      return `${formatCount(price.ratePercent, currency)}% of ${unitOf(price.meter, false)}${fee}`;
    }
    default: {
      const last = price.tiers.at(-1) as PriceTier;
      return `from ${perUnits(last.unitPrice, price.meter, currency, factor)}`;
    }
  }
}

/** One line per step of a tiered price: `Up to 1,000: free`. */
export function tierLines(price: Price, currency: string): string[] {
  if (price.model !== 'graduated' && price.model !== 'volume') return [];
  const factor = price.convert?.operation === 'divide' ? price.convert.factor : '1';
  return price.tiers.map(({ upTo, unitPrice, flatFee }, index) => {
    const before = price.tiers[index - 1]?.upTo;
    const range =
      upTo === null
        ? before
          ? `Above ${formatCount(formatDecimal(decimal(before).times(factor)), currency)}`
          : 'All'
        : `Up to ${formatCount(formatDecimal(decimal(upTo).times(factor)), currency)}`;
    const rate = decimal(unitPrice).isZero() ? null : perUnits(unitPrice, price.meter, currency, factor);
    const fee = flatFee && !decimal(flatFee).isZero() ? `${formatPrice(flatFee, currency)} flat` : null;
    return `${range}: ${[rate, fee].filter(Boolean).join(' + ') || 'free'}`;
  });
}

/** The whole price as short lines: what is included, then what it costs. */
export function priceLines(price: Price, currency: string): string[] {
  const included = price.included && !decimal(price.included).isZero();
  const lines = included
    ? [`${formatCount(price.included as string, currency)} ${unitOf(price.meter, false)} included`]
    : [];
  const tiers = tierLines(price, currency);
  const rate = priceRate(price, currency);
  lines.push(...(tiers.length > 0 ? tiers : [included ? `then ${rate}` : rate]));
  if (price.minimumSpend) lines.push(`at least ${formatPrice(price.minimumSpend, currency)}`);
  if (price.maximumSpend) lines.push(`at most ${formatPrice(price.maximumSpend, currency)}`);
  return lines;
}

const WINDOWS: Record<number, string> = { 1: 'second', 60: 'minute', 3600: 'hour', 86400: 'day' };

export function rateLimitText(limit: { limit: number; windowSeconds: number }, currency: string): string {
  const window = WINDOWS[limit.windowSeconds] ?? `${formatCount(limit.windowSeconds, currency)} seconds`;
  return `${formatCount(limit.limit, currency)} calls a ${window}`;
}

export function quotaText(quota: { meter: string; limit: number; hard: boolean }, currency: string): string {
  const units = `${formatCount(quota.limit, currency)} ${unitOf(quota.meter, false)} a month`;
  return quota.hard ? `${units} at most` : `${units}, then a warning`;
}
