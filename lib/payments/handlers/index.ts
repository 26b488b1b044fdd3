import { accountDeauthorized, accountUpdated } from './account';
import { checkoutSession } from './checkout-session';
import { dispute } from './dispute';
import type { Handler } from './notice';
import { paymentIntent } from './payment-intent';
import { paymentMethod } from './payment-method';
import { refund } from './refund';
import { setupIntent } from './setup-intent';

/** What is done about which event; any other type is noted and left. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  'checkout.session.completed': checkoutSession,
  'checkout.session.expired': checkoutSession,
  'checkout.session.async_payment_succeeded': checkoutSession,
  'checkout.session.async_payment_failed': checkoutSession,
  'setup_intent.succeeded': setupIntent,
  'setup_intent.setup_failed': setupIntent,
  'setup_intent.canceled': setupIntent,
  'payment_intent.succeeded': paymentIntent,
  'payment_intent.processing': paymentIntent,
  'payment_intent.payment_failed': paymentIntent,
  'payment_intent.requires_action': paymentIntent,
  'payment_intent.canceled': paymentIntent,
  'charge.refunded': refund,
  'charge.refund.updated': refund,
  'refund.created': refund,
  'refund.updated': refund,
  'refund.failed': refund,
  'charge.dispute.created': dispute,
  'charge.dispute.updated': dispute,
  'charge.dispute.closed': dispute,
  'charge.dispute.funds_withdrawn': dispute,
  'charge.dispute.funds_reinstated': dispute,
  'payment_method.attached': paymentMethod,
  'payment_method.updated': paymentMethod,
  'payment_method.automatically_updated': paymentMethod,
  'payment_method.detached': paymentMethod,
  'account.updated': accountUpdated,
  'account.application.deauthorized': accountDeauthorized,
};
