export type { LineTier } from './component';
export {
  applyCreditEvents,
  balanceOf,
  burnCredits,
  type CreditBurn,
  type CreditEvent,
  type CreditGrant,
  type CreditMovement,
} from './credits';
export { compileFlatTable, type FlatTable, priceFromTable, spendFromTable } from './flat-table';
export { priceOfPart } from './part';
export { quote, type RatedQuote } from './quote';
export {
  type QuoteLine,
  type QuoteRequest,
  type QuoteRequestInput,
  type QuoteResponse,
  quoteRequestSchema,
  quoteResponseSchema,
} from './quote-schemas';
export { type ChargeQuantities, type RatedCharge, type RatedLine, rateCharge } from './rate';
export {
  type Coupon,
  nonNegativeDecimalSchema,
  type Price,
  type PriceConversion,
  type PriceInput,
  type PriceOf,
  type PriceTier,
  percentSchema,
  positiveDecimalSchema,
  priceSchema,
  type TaxHead,
} from './schemas';
export {
  computeTotals,
  type TaxTotal,
  type Totals,
  type TotalsInput,
  type TotalsLine,
} from './totals';
