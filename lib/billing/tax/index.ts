export { type Gstin, parseGstin } from '@/lib/core/gst/gstin';
export type { GstState } from '@/lib/core/gst/states';
export { amountInWords } from './amount-in-words';
export type {
  GstBuyer,
  GstDecision,
  GstSeller,
  GstSupply,
  PlaceOfSupply,
} from './gst';
export {
  documentNumber,
  type NumberedDocument,
  type NumberSeries,
  seriesOf,
} from './invoice-number';
export { resolveTax, type TaxDecision, type TaxSeller } from './resolve-tax';
export type { NamedTaxRate, ResolvedTaxRates } from './tax-rates';
