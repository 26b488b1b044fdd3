import { decimal, formatDecimal, parseDecimal } from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { parseGstin } from '@/lib/core/gst/gstin';
import { FOREIGN_STATE_CODE, findState, type GstState } from '@/lib/core/gst/states';
import type { TaxHead } from '@/lib/pricing';

/** Per cent on SAC 998315, hosting and IT infrastructure provisioning services: what an API is. */
export const DEFAULT_GST_PERCENT = '18';

export interface GstSeller {
  /** Null for an unregistered seller, who charges no tax and issues a bill of supply. */
  gstin: string | null;
  /** Code, ISO code or name; only read without a GSTIN, which names the state itself. */
  state?: string | null;
  /** Reference of the letter of undertaking, shown on exports. */
  lutNumber?: string | null;
  /** True to export on payment of IGST instead of under a letter of undertaking. Default false. */
  exportsWithPayment?: boolean;
  /** True for a composition taxable person (CGST Act s. 10), who must not collect tax. Default false. */
  isComposition?: boolean;
  /** Compensation cess on top of GST, as a decimal string; none when absent. */
  cessPercent?: string;
}

export interface GstBuyer {
  /** ISO 3166-1 alpha-2; null where no address is on record. */
  country: string | null;
  /** Anything that is no valid GSTIN counts as none: the buyer is then supplied as unregistered. */
  gstin?: string | null;
  state?: string | null;
  /** A unit in, or developer of, a special economic zone: zero-rated like an export. */
  isSez?: boolean;
}

export type GstSupply = 'intra_state' | 'inter_state' | 'export' | 'sez' | 'untaxed';

export interface PlaceOfSupply {
  /** Two digits; 96 outside India. */
  code: string;
  name: string;
}

/**
 * How one supply is taxed, and what the paper must say (CGST Rule 46; Rule 49 for a bill of supply). Rule 46A's
 * invoice-cum-bill of supply does not arise: what a provider sells is taxable altogether, or not at all.
 */
export interface GstDecision {
  supply: GstSupply;
  documentTitle: 'Tax Invoice' | 'Bill of Supply';
  /** Null only for an unregistered seller when neither side's state is known. */
  placeOfSupply: PlaceOfSupply | null;
  /** Tax heads for `computeTotals`. An export under LUT has IGST at 0, so that the rate is on the paper. */
  heads: TaxHead[];
  /** The endorsement that the invoice must carry, or null. */
  note: string | null;
}

/**
 * Place of supply and tax heads of a service. Within India: the state of a registered buyer's GSTIN (IGST Act
 * s. 12(2)(a)); of another buyer the address on record, and without one the seller's own state (s. 12(2)(b)).
 * Same state: CGST and SGST, half the rate each (s. 8(2)), with UTGST in place of SGST in a union territory
 * without a legislature (UTGST Act s. 7); other state: IGST (s. 7(3)). A buyer outside India is supplied there
 * (s. 13(2)), whatever the currency: an export, zero-rated under LUT, or on payment of IGST (s. 16). A GSTIN
 * outweighs a foreign address: the buyer is where its registration is (s. 2(14)(a)). A special economic zone is
 * inter-State always (s. 7(5)(b)) and zero-rated (s. 16(1)(b)).
 *
 * @param ratePercent the full rate as a decimal string, such as `18`
 * @throws AppError `validation_failed` when the seller's GSTIN is wrong
 */
export function decideGst(
  seller: GstSeller,
  buyer: GstBuyer,
  ratePercent: string = DEFAULT_GST_PERCENT,
): GstDecision {
  const isAbroad = (buyer.country ?? 'IN').toUpperCase() !== 'IN' && !parseGstin(buyer.gstin ?? '');
  if (seller.gstin === null) return untaxed(buyer, findState(seller.state ?? ''), isAbroad);
  const sellerState = parseGstin(seller.gstin)?.state;
  if (!sellerState) throw invalidField('seller.gstin', 'invalid_gstin', 'Not a valid GSTIN.');
  if (seller.isComposition) return { ...untaxed(buyer, sellerState, isAbroad), note: COMPOSITION_NOTE };
  const state = buyerState(buyer) ?? sellerState;
  const placeOfSupply = isAbroad ? OUTSIDE_INDIA : placeOf(state);
  const rate = parseDecimal(ratePercent, 'ratePercent');
  const taxed = { documentTitle: 'Tax Invoice', placeOfSupply, note: null } as const;
  const igst = { name: 'IGST', percent: formatDecimal(rate) };
  if (isAbroad || buyer.isSez) {
    const supply = isAbroad ? 'export' : 'sez';
    const heads = seller.exportsWithPayment ? [igst, ...cessOf(seller)] : [{ name: 'IGST', percent: '0' }];
    return { ...taxed, supply, heads, note: zeroRatedNote(seller, supply) };
  }
  if (state.code !== sellerState.code) {
    return { ...taxed, supply: 'inter_state', heads: [igst, ...cessOf(seller)] };
  }
  const percent = formatDecimal(rate.div(decimal(2)));
  const localName = sellerState.isUnionTerritory ? 'UTGST' : 'SGST';
  const halves = [
    { name: 'CGST', percent },
    { name: localName, percent },
  ];
  return { ...taxed, supply: 'intra_state', heads: [...halves, ...cessOf(seller)] };
}

/** CGST Rule 5(1)(f): what a composition taxable person writes at the top of its bills of supply. */
const COMPOSITION_NOTE = 'COMPOSITION TAXABLE PERSON, NOT ELIGIBLE TO COLLECT TAX ON SUPPLIES';

/** A bill of supply (CGST Act s. 31(3)(c), Rule 49). */
function untaxed(buyer: GstBuyer, sellerState: GstState | null, isAbroad: boolean): GstDecision {
  const placeOfSupply = isAbroad ? OUTSIDE_INDIA : placeOf(buyerState(buyer) ?? sellerState);
  return { supply: 'untaxed', documentTitle: 'Bill of Supply', placeOfSupply, heads: [], note: null };
}

function cessOf({ cessPercent }: GstSeller): TaxHead[] {
  const percent = formatDecimal(parseDecimal(cessPercent ?? '0', 'cessPercent'));
  return percent === '0' ? [] : [{ name: 'Cess', percent }];
}

const OUTSIDE_INDIA: PlaceOfSupply = { code: FOREIGN_STATE_CODE, name: 'Outside India' };

function buyerState(buyer: GstBuyer): GstState | null {
  return parseGstin(buyer.gstin ?? '')?.state ?? findState(buyer.state ?? '');
}

function placeOf(state: GstState | null): PlaceOfSupply | null {
  return state && { code: state.code, name: state.name };
}

/** The endorsement of a zero-rated supply, in the words of the proviso to CGST Rule 46. */
function zeroRatedNote(seller: GstSeller, supply: 'export' | 'sez'): string {
  const meantFor =
    supply === 'export'
      ? 'SUPPLY MEANT FOR EXPORT'
      : 'SUPPLY TO SEZ UNIT OR SEZ DEVELOPER FOR AUTHORISED OPERATIONS';
  if (seller.exportsWithPayment) return `${meantFor} ON PAYMENT OF INTEGRATED TAX`;
  const reference = seller.lutNumber ? ` (LUT ${seller.lutNumber})` : '';
  return `${meantFor} UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX${reference}`;
}
