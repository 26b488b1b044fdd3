import type { TaxHead } from '@/lib/pricing';
import { decideGst, type GstBuyer, type GstSeller, type PlaceOfSupply } from './gst';
import { type NamedTaxRate, resolveTaxRates } from './tax-rates';

export interface TaxSeller extends GstSeller {
  /** ISO 3166-1 alpha-2. India means GST; everywhere else the provider's named rates apply. */
  country: string;
  /** The provider's named rates. */
  rates?: readonly NamedTaxRate[];
  /** The provider's GST rate as a decimal string; default 18. */
  gstPercent?: string;
  /** True when an Indian provider's prices already contain GST. Default false. */
  gstInclusive?: boolean;
}

/** What an invoice needs to know of tax: heads and mode for `computeTotals`, the rest for the paper. */
export interface TaxDecision {
  heads: TaxHead[];
  inclusive: boolean;
  documentTitle: 'Tax Invoice' | 'Bill of Supply' | 'Invoice';
  placeOfSupply: PlaceOfSupply | null;
  note: string | null;
}

/**
 * The tax of one supply, from facts of seller and buyer. A buyer without an address is supplied at home.
 * @throws AppError as `decideGst` and `resolveTaxRates` do
 */
export function resolveTax(seller: TaxSeller, buyer: GstBuyer): TaxDecision {
  if (seller.country === 'IN') {
    const { heads, documentTitle, placeOfSupply, note } = decideGst(seller, buyer, seller.gstPercent);
    // A zero-rated price contains no tax to take out.
    const inclusive = (seller.gstInclusive ?? false) && heads.some(({ percent }) => percent !== '0');
    return { heads, inclusive, documentTitle, placeOfSupply, note };
  }
  const { heads, inclusive } = resolveTaxRates(seller.rates ?? [], {
    country: buyer.country ?? seller.country,
    state: buyer.state,
  });
  return { heads, inclusive, documentTitle: 'Invoice', placeOfSupply: null, note: null };
}
