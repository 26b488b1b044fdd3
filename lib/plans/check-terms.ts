import type { Context } from '@/lib/core/context';
import { minorDigits } from '@/lib/core/currency';
import { parseDecimal } from '@/lib/core/decimal';
import { AppError, type FieldError } from '@/lib/core/errors';
import { MAX_AMOUNT_MINOR, toMinor } from '@/lib/core/money';
import type { Price } from '@/lib/pricing';
import type { Quota } from './schemas';
import { readMeterSlugs } from './store';

interface Terms {
  basePrice: string;
  prices: Price[];
  quotas: Quota[];
}

/**
 * The rules of a version that its schema cannot know: the currency's digits, and the provider's meters.
 * @throws AppError `validation_failed` that names every broken field
 */
export async function checkTerms(ctx: Context, currency: string, terms: Terms): Promise<void> {
  const meters = await readMeterSlugs(ctx, ctx.provider.id);
  const fields = [
    ...basePriceErrors(terms.basePrice, currency),
    ...meterErrors('prices', terms.prices, meters),
    ...meterErrors('quotas', terms.quotas, meters),
  ];
  const [first] = fields;
  if (first) throw new AppError('validation_failed', `${first.path}: ${first.message}`, { fields });
}

function basePriceErrors(basePrice: string, currency: string): FieldError[] {
  const path = 'basePrice';
  const digits = minorDigits(currency);
  if (parseDecimal(basePrice, path).decimalPlaces() > digits) {
    return [{ path, code: 'too_precise', message: `${currency} has ${digits} digits after the point.` }];
  }
  if (toMinor(basePrice, currency) > MAX_AMOUNT_MINOR) {
    return [{ path, code: 'amount_too_large', message: 'Exceeds 9007199254740991 minor units.' }];
  }
  return [];
}

function meterErrors(list: string, entries: { meter: string }[], meters: Set<string>): FieldError[] {
  const seen = new Set<string>();
  return entries.flatMap(({ meter }, index) => {
    const path = `${list}[${index}].meter`;
    if (!meters.has(meter))
      return [{ path, code: 'unknown_meter', message: `There is no meter "${meter}".` }];
    if (seen.has(meter)) return [{ path, code: 'duplicate_meter', message: `"${meter}" stands here twice.` }];
    seen.add(meter);
    return [];
  });
}
