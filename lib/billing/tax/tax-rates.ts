import { canonicalDecimal } from '@/lib/core/decimal';
import { AppError } from '@/lib/core/errors';
import type { TaxHead } from '@/lib/pricing';

/** A tax that a provider named: GST of 5 per cent in Canada, QST of 9.975 per cent in Quebec. */
export interface NamedTaxRate {
  name: string;
  /** Decimal string, 0 to 100. */
  percent: string;
  /** ISO 3166-1 alpha-2 of the buyer. */
  country: string;
  /** State or province of the buyer as written in the address; null for the whole country. */
  state?: string | null;
  /** True when the provider's prices already contain it. */
  inclusive: boolean;
  /** True for a state's rate that stands in place of the country's (Ontario's HST for Canada's GST). */
  replacesCountryRates?: boolean;
}

export interface ResolvedTaxRates {
  heads: TaxHead[];
  inclusive: boolean;
}

/**
 * The heads that apply to a buyer's address: the country's rates and, on top, the state's, unless one of the
 * state's replaces the country's. No rate for the country means no tax. Countries and states compare without
 * regard to case.
 *
 * @throws AppError `invalid_state` when the rates that apply are partly inclusive and partly on top
 */
export function resolveTaxRates(
  rates: readonly NamedTaxRate[],
  buyer: { country: string; state?: string | null },
): ResolvedTaxRates {
  const ofCountry = rates.filter(({ country }) => isSame(country, buyer.country));
  const ofState = ofCountry.filter(({ state }) => state && buyer.state && isSame(state, buyer.state));
  const isReplaced = ofState.some(({ replacesCountryRates }) => replacesCountryRates);
  const nationwide = isReplaced ? [] : ofCountry.filter(({ state }) => !state);
  const applying = [...nationwide, ...ofState];
  const inclusive = applying.some((rate) => rate.inclusive);
  if (inclusive && applying.some((rate) => !rate.inclusive)) {
    const names = applying.map(({ name }) => name).join(', ');
    throw new AppError(
      'invalid_state',
      `The tax rates ${names} apply together but are partly inclusive and partly exclusive.`,
    );
  }
  return {
    heads: applying.map(({ name, percent }) => ({ name, percent: canonicalDecimal(percent, 'percent') })),
    inclusive,
  };
}

function isSame(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
