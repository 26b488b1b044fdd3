import type { TaxHead } from '@/lib/pricing';
import { isReverseCharged, REVERSE_CHARGE_NOTE } from './eu-vat';
import { decideGst, type GstBuyer, type GstSeller, type PlaceOfSupply } from './gst';
import { type NamedTaxRate, resolveTaxRates } from './tax-rates';

export interface TaxSeller extends GstSeller {
  /** ISO 3166-1 alpha-2. India means GST; everywhere else the provider's named rates apply. */
  country: string;
  /** As it stands on the paper, outside India. */
  taxId?: string | null;
  /** The provider's named rates. */
  rates?: readonly NamedTaxRate[];
  /** The provider's GST rate as a decimal string; default 18. */
  gstPercent?: string;
  /** True when an Indian provider's prices already contain GST. Default false. */
  gstInclusive?: boolean;
  /** False to charge business customers of other EU states like anybody else. Default true. */
  euReverseCharge?: boolean;
}

export interface TaxBuyer extends GstBuyer {
  taxId?: string | null;
  /** True for a holder of a certificate of exemption from named rates. GST knows none for what is taxable. */
  isExempt?: boolean;
}

/** What an invoice needs to know of tax: heads and mode for `computeTotals`, the rest for the paper. */
export interface TaxDecision {
  heads: TaxHead[];
  inclusive: boolean;
  documentTitle: 'Tax Invoice' | 'Bill of Supply' | 'Invoice';
  placeOfSupply: PlaceOfSupply | null;
  note: string | null;
}

/** Where a registered seller's invoice must be titled "Tax Invoice": AU GST Act s. 29-70, GCC, SG, ZA, KE and NZ. */
const TAX_INVOICE_COUNTRIES = new Set(['AE', 'AU', 'BH', 'KE', 'NZ', 'OM', 'SA', 'SG', 'ZA']);

/**
 * The tax of one supply, from facts of seller and buyer. A buyer without an address is supplied at home.
 * @throws AppError as `decideGst` and `resolveTaxRates` do
 */
export function resolveTax(seller: TaxSeller, buyer: TaxBuyer): TaxDecision {
  if (seller.country !== 'IN') return namedTax(seller, buyer);
  const { heads, documentTitle, placeOfSupply, note } = decideGst(seller, buyer, seller.gstPercent);
  // A zero-rated price contains no tax to take out.
  const inclusive = (seller.gstInclusive ?? false) && heads.some(({ percent }) => percent !== '0');
  return { heads, inclusive, documentTitle, placeOfSupply, note };
}

function namedTax(seller: TaxSeller, buyer: TaxBuyer): TaxDecision {
  const isRegistered = Boolean(seller.taxId) && TAX_INVOICE_COUNTRIES.has(seller.country);
  const documentTitle = isRegistered ? 'Tax Invoice' : 'Invoice';
  const untaxed = { heads: [], inclusive: false, documentTitle, placeOfSupply: null } as const;
  if (buyer.isExempt)
    return { ...untaxed, heads: [], note: 'Exempt from tax by the customer’s certificate.' };
  if ((seller.euReverseCharge ?? true) && isReverseCharged(seller, buyer)) {
    return { ...untaxed, heads: [], note: REVERSE_CHARGE_NOTE };
  }
  const { heads, inclusive } = resolveTaxRates(seller.rates ?? [], {
    country: buyer.country ?? seller.country,
    state: buyer.state,
  });
  return { ...untaxed, heads, inclusive, note: null };
}
