/*
 * The door for the browser: the same functions without the schemas, whose library would weigh more than the page.
 * What it is given was parsed on the server.
 */
export type { LineTier } from './component';
export type { QuoteLine, QuoteRequest, QuoteResponse } from './quote-schemas';
export { type ChargeQuantities, type RatedCharge, type RatedLine, rateCharge } from './rate';
export type { Coupon, Price, PriceTier, TaxHead } from './schemas';
export type { Totals } from './totals';
