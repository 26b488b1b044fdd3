import { invalid } from './problem';

/** https://docs.stripe.com/currencies#zero-decimal: an amount is in whole units. */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
/** https://docs.stripe.com/currencies#three-decimal: the last digit must be 0. */
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));
/** Zero-decimal in life, two-decimal in the API; a fraction cannot be charged. */
const WHOLE_HUNDREDS = new Set(['isk', 'ugx']);

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in the smallest unit. */
const MINIMUM: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  hrk: 50,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};
/** What Stripe takes of a currency without a minimum of its own is converted; one unit stands in for it. */
const OTHER_MINIMUM = 1;

/** Digits of the largest amount: eight, or more where a unit is worth little. */
const DIGITS: Record<string, number> = {
  idr: 12,
  inr: 9,
  cop: 10,
  huf: 10,
  jpy: 10,
  lbp: 10,
  vnd: 10,
  krw: 10,
};

/** The currencies that the runtime knows, lower case. */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** The currency in Stripe's lower case; throws when there is no such currency. */
export function currencyOf(code: string, param = 'currency'): string {
  const currency = code.toLowerCase();
  if (!CURRENCIES.has(currency)) throw invalid(`Invalid currency: ${code}.`, { param });
  return currency;
}

/** Throws what Stripe answers to an amount that it cannot charge. */
export function checkAmount(amount: number, currency: string, param = 'amount'): void {
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param,
    });
  }
  const minimum = MINIMUM[currency] ?? OTHER_MINIMUM;
  if (amount < minimum) {
    throw invalid(`Amount must be at least ${formatAmount(minimum, currency)}`, {
      code: 'amount_too_small',
      param,
    });
  }
  const maximum = 10 ** (DIGITS[currency] ?? 8) - 1;
  if (amount > maximum) {
    throw invalid(`Amount must be no more than ${formatAmount(maximum, currency)}`, {
      code: 'amount_too_large',
      param,
    });
  }
  checkFraction(amount, currency, param);
}

/** The rule of three-decimal currencies, of refunds too. */
export function checkFraction(amount: number, currency: string, param = 'amount'): void {
  const step = THREE_DECIMAL.has(currency) ? 10 : WHOLE_HUNDREDS.has(currency) ? 100 : 1;
  if (amount % step !== 0) {
    throw invalid(`Invalid amount. The amount must be evenly divisible by ${step} for ${currency}.`, {
      code: 'parameter_invalid_integer',
      param,
    });
  }
}

/** "₹1,000.00" on pages and in messages. */
export function formatAmount(amount: number, currency: string): string {
  const digits = ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
