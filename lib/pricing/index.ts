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
export { feeLine, quote, type RatedQuote, rateQuote, toQuoteLine } from './quote';
export {
  amountSchema,
  lineTierSchema,
  type QuoteLine,
  type QuoteRequest,
  type QuoteRequestInput,
  type QuoteResponse,
  quoteLineSchema,
  quoteRequestSchema,
  quoteResponseSchema,
} from './quote-schemas';
export { type ChargeQuantities, exactTotal, type RatedCharge, type RatedLine, rateCharge } from './rate';
export {
  type Coupon,
  chargeSchema,
  couponSchema,
  currencySchema,
  nonNegativeDecimalSchema,
  type Price,
  type PriceConversion,
  type PriceInput,
  type PriceOf,
  type PriceTier,
  percentSchema,
  positiveDecimalSchema,
  priceSchema,
  signedDecimalSchema,
  type TaxHead,
  taxHeadSchema,
} from './schemas';
export {
  computeTotals,
  minimumTrueUp,
  type TaxTotal,
  type Totals,
  type TotalsInput,
  type TotalsLine,
} from './totals';
