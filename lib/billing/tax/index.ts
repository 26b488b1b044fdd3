export { type Gstin, gstinCheckDigit, isValidGstin, parseGstin } from '@/lib/core/gst/gstin';
export { FOREIGN_STATE_CODE, findState, GST_STATES, type GstState, stateByCode } from '@/lib/core/gst/states';
export { amountInWords, indianWords, internationalWords } from './amount-in-words';
export {
  DEFAULT_GST_PERCENT,
  DEFAULT_SAC,
  decideGst,
  type GstBuyer,
  type GstDecision,
  type GstSeller,
  type GstSupply,
  type PlaceOfSupply,
} from './gst';
export {
  documentNumber,
  financialYearOf,
  MAX_NUMBER_LENGTH,
  type NumberedDocument,
  type NumberSeries,
  seriesOf,
} from './invoice-number';
export { resolveTax, type TaxDecision, type TaxSeller } from './resolve-tax';
export { type NamedTaxRate, type ResolvedTaxRates, resolveTaxRates } from './tax-rates';
