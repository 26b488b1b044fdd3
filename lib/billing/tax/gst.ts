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

/** How one supply is taxed, and what the paper must say (CGST Rule 46; Rule 49 for a bill of supply). */
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
 * Place of supply and tax heads of a service. Within India (IGST Act s. 12): the state of a registered buyer's
 * GSTIN; of another buyer, the address on record, and without one the seller's own state. Same state: CGST and
 * SGST (UTGST in a union territory without a legislature), half the rate each; other state: IGST. Outside India
 * (s. 13, s. 16) and to a special economic zone: zero-rated under LUT, or IGST where the seller pays it.
 *
 * @param ratePercent the full rate as a decimal string, such as `18`
 * @throws AppError `validation_failed` when the seller's GSTIN is wrong
 */
export function decideGst(
  seller: GstSeller,
  buyer: GstBuyer,
  ratePercent: string = DEFAULT_GST_PERCENT,
): GstDecision {
  const isExport = (buyer.country ?? 'IN').toUpperCase() !== 'IN';
  if (seller.gstin === null) {
    const sellerState = findState(seller.state ?? '');
    const placeOfSupply = isExport ? OUTSIDE_INDIA : placeOf(buyerState(buyer) ?? sellerState);
    return { supply: 'untaxed', documentTitle: 'Bill of Supply', placeOfSupply, heads: [], note: null };
  }
  const sellerState = parseGstin(seller.gstin)?.state;
  if (!sellerState) throw invalidField('seller.gstin', 'invalid_gstin', 'Not a valid GSTIN.');
  const state = buyerState(buyer) ?? sellerState;
  const placeOfSupply = isExport ? OUTSIDE_INDIA : placeOf(state);
  const rate = parseDecimal(ratePercent, 'ratePercent');
  const taxed = { documentTitle: 'Tax Invoice', placeOfSupply, note: null } as const;
  if (isExport || buyer.isSez) {
    const supply = isExport ? 'export' : 'sez';
    const percent = seller.exportsWithPayment ? formatDecimal(rate) : '0';
    return { ...taxed, supply, heads: [{ name: 'IGST', percent }], note: zeroRatedNote(seller, supply) };
  }
  if (state.code !== sellerState.code) {
    return { ...taxed, supply: 'inter_state', heads: [{ name: 'IGST', percent: formatDecimal(rate) }] };
  }
  const percent = formatDecimal(rate.div(decimal(2)));
  const localName = sellerState.isUnionTerritory ? 'UTGST' : 'SGST';
  return {
    ...taxed,
    supply: 'intra_state',
    heads: [
      { name: 'CGST', percent },
      { name: localName, percent },
    ],
  };
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
