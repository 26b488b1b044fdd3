import type Stripe from 'stripe';
import { testCardOf } from './resources/payment-methods';
import type { Scope } from './scope';
import { DECLINES, type Decline } from './test-cards';

/** What a bank says to a payment or a set-up. */
export type Verdict =
  | { says: 'yes' }
  | { says: 'later' }
  | { says: 'who-is-it' }
  | { says: 'no'; decline: Decline };

interface Question {
  method: Stripe.PaymentMethod;
  /** The holder is not there to be asked. */
  isOffSession: boolean;
  /** The holder has been asked and has proved to be it. */
  isAuthenticated: boolean;
}

/** A bank's answer to a charge, decided by the test card (or what the payer chose in their UPI app). */
export function askToCharge(scope: Scope, { method, isOffSession, isAuthenticated }: Question): Verdict {
  const { upi, isSetUp } = scope.facts(method.id);
  if (upi === 'fail') return { says: 'no', decline: DECLINES.upi };
  if (upi === 'pending') return { says: 'later' };
  const card = testCardOf(scope, method);
  if (!card) return { says: 'yes' };
  if (isExpired(scope, method)) return { says: 'no', decline: DECLINES.expired };
  if (card.declines) return { says: 'no', decline: card.declines };
  const isAsked = isOffSession
    ? card.asks === 'always' || (card.asks === 'unless-set-up' && !isSetUp)
    : card.asks !== undefined;
  if (isAsked && !isAuthenticated) {
    return isOffSession ? { says: 'no', decline: DECLINES.authentication } : { says: 'who-is-it' };
  }
  if (card.declinesLater) return { says: 'no', decline: card.declinesLater };
  return card.isSlow && isOffSession ? { says: 'later' } : { says: 'yes' };
}

/** A bank's answer to keeping a card for later charges. */
export function askToSetUp(scope: Scope, { method, isAuthenticated }: Question): Verdict {
  const card = testCardOf(scope, method);
  if (!card) return { says: 'yes' };
  if (isExpired(scope, method)) return { says: 'no', decline: DECLINES.expired };
  if (card.declines) return { says: 'no', decline: card.declines };
  const isAsked = card.asks === 'always' || card.asks === 'unless-set-up';
  return isAsked && !isAuthenticated ? { says: 'who-is-it' } : { says: 'yes' };
}

/** A card is good to the end of its last month. */
export function isExpired(scope: Scope, { card }: Stripe.PaymentMethod): boolean {
  return card !== undefined && Date.UTC(card.exp_year, card.exp_month) <= scope.now() * 1000;
}
