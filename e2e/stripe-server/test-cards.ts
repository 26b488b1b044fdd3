/** Why a bank says no, in Stripe's words. */
export interface Decline {
  code: string;
  /** Only of `card_declined` and `authentication_required`. */
  declineCode?: string;
  message: string;
}

export interface TestCard {
  number: string;
  brand: 'visa' | 'mastercard' | 'amex' | 'discover';
  country: string;
  funding: 'credit' | 'debit' | 'prepaid';
  /** Stripe's `pm_card_…` names for it. */
  tokens: string[];
  /** Always: it cannot even be attached to a customer. */
  declines?: Decline;
  /** Attaches, and is declined when charged. */
  declinesLater?: Decline;
  /**
   * When the bank asks its holder: `unless-set-up` on-session always and off-session before a set-up,
   * `always` whatever was set up, `on-session` never off-session.
   */
  asks?: 'unless-set-up' | 'always' | 'on-session';
  disputedAs?: string;
  /** Off-session it stays `processing` for a day, as an Indian mandate with its notice to the holder. */
  isSlow?: boolean;
  refunds?: 'pending' | 'fail';
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
});

export const DECLINES = {
  generic: declined('generic_decline'),
  insufficientFunds: declined('insufficient_funds', 'Your card has insufficient funds.'),
  lost: declined('lost_card'),
  stolen: declined('stolen_card'),
  fraudulent: declined('fraudulent'),
  velocity: declined(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  expired: { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' },
  incorrectCvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  },
  processing: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  authentication: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
  upi: {
    code: 'payment_method_provider_decline',
    message: 'The payment was declined by the payer or their bank.',
  },
  /** The payment failed after it had been processing. */
  late: declined('do_not_honor'),
} satisfies Record<string, Decline>;

type Rest = Omit<TestCard, 'number' | 'tokens' | 'brand' | 'country' | 'funding'> & Partial<TestCard>;

const card = (number: string, tokens: string, rest: Rest = {}): TestCard => ({
  number,
  tokens: tokens.split(' ').map((name) => `pm_card_${name}`),
  brand: 'visa',
  country: 'US',
  funding: 'credit',
  ...rest,
});

/** https://docs.stripe.com/testing, as far as the product can meet them. */
export const TEST_CARDS: TestCard[] = [
  card('4242424242424242', 'visa'),
  card('4000056655665556', 'visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'mastercard', { brand: 'mastercard' }),
  card('378282246310005', 'amex', { brand: 'amex' }),
  card('6011111111111117', 'discover', { brand: 'discover' }),
  card('4000003560000008', 'in', { country: 'IN' }),
  card('4000000000000077', 'bypassPending'),
  card('4000000000000002', 'visa_chargeDeclined chargeDeclined', { declines: DECLINES.generic }),
  card('4000000000009995', 'visa_chargeDeclinedInsufficientFunds chargeDeclinedInsufficientFunds', {
    declines: DECLINES.insufficientFunds,
  }),
  card('4000000000009987', 'visa_chargeDeclinedLostCard chargeDeclinedLostCard', { declines: DECLINES.lost }),
  card('4000000000009979', 'visa_chargeDeclinedStolenCard chargeDeclinedStolenCard', {
    declines: DECLINES.stolen,
  }),
  card('4000000000000069', 'chargeDeclinedExpiredCard', { declines: DECLINES.expired }),
  card('4000000000000127', 'chargeDeclinedIncorrectCvc', { declines: DECLINES.incorrectCvc }),
  card('4000000000000119', 'chargeDeclinedProcessingError', { declines: DECLINES.processing }),
  card('4000000000006975', 'visa_chargeDeclinedVelocityLimitExceeded', { declines: DECLINES.velocity }),
  card('4100000000000019', 'radarBlock', { declines: DECLINES.fraudulent }),
  card('4000000000000341', 'visa_chargeCustomerFail chargeCustomerFail', { declinesLater: DECLINES.generic }),
  card('4000002500003155', 'authenticationRequiredOnSetup threeDSecureRequiredOnSetup', {
    asks: 'unless-set-up',
  }),
  card('4000002760003184', 'authenticationRequired threeDSecure2Required', { asks: 'always' }),
  card('4000000000003220', 'threeDSecureRequired', { asks: 'unless-set-up' }),
  card('4000003800000446', 'authenticationRequiredSetupForOffSession', { asks: 'on-session' }),
  card('4000008260003178', 'authenticationRequiredChargeDeclinedInsufficientFunds', {
    asks: 'on-session',
    declinesLater: DECLINES.insufficientFunds,
  }),
  card('4000008400001629', 'threeDSecureRequiredChargeDeclined', {
    asks: 'unless-set-up',
    declinesLater: DECLINES.generic,
  }),
  card('4000000000000259', 'createDispute', { disputedAs: 'fraudulent' }),
  card('4000000000002685', 'createDisputeProductNotReceived', { disputedAs: 'product_not_received' }),
  card('4000003560000123', 'indiaRecurringMandateSuccess', {
    country: 'IN',
    asks: 'unless-set-up',
    isSlow: true,
  }),
  card('4000000000007726', 'pendingRefund', { refunds: 'pending' }),
  card('4000000000005126', 'refundFail', { refunds: 'fail' }),
];

const byNumber = new Map(TEST_CARDS.map((entry) => [entry.number, entry]));
const byToken = new Map(TEST_CARDS.flatMap((entry) => entry.tokens.map((token) => [token, entry] as const)));

export const cardByNumber = (number: string): TestCard | undefined => byNumber.get(number);
export const cardByToken = (token: string): TestCard | undefined => byToken.get(token);

/** The check digit of ISO/IEC 7812-1, annex B. */
export function hasCheckDigit(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
