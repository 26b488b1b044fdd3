import type Stripe from 'stripe';
import { askToCharge } from './bank';
import { invalid, type StripeProblem } from './problem';
import { createCharge, failCharge, settleCharge } from './resources/charges';
import { openDispute } from './resources/disputes';
import { attach, declined, methodOf, testCardOf, usedUp } from './resources/payment-methods';
import { idOf, type Scope } from './scope';
import { DECLINES, type Decline } from './test-cards';

/** An Indian mandate gives its holder a day's notice, and Stripe two hours more to report. */
const SLOW_SECONDS = 26 * 3600;
const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

type ConfirmParams = Pick<
  Stripe.PaymentIntentConfirmParams,
  | 'payment_method'
  | 'off_session'
  | 'return_url'
  | 'setup_future_usage'
  | 'error_on_requires_action'
  | 'receipt_email'
>;

/**
 * Tries to charge. A refusal is kept in the intent and thrown as the 402 that Stripe answers; a question to the
 * holder leaves `requires_action`.
 */
export function confirmIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  params: ConfirmParams,
): Stripe.PaymentIntent {
  if (!CONFIRMABLE.includes(intent.status))
    throw unexpectedState(intent, 'You cannot confirm this PaymentIntent because it');
  const method = chosenMethod(scope, intent, params);
  const isOffSession = params.off_session !== undefined && params.off_session !== false;
  if (needsReturnUrl(intent, params) && !isOffSession) {
    throw invalid(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    );
  }
  const tried: Stripe.PaymentIntent = {
    ...intent,
    payment_method: method.id,
    receipt_email: params.receipt_email || intent.receipt_email,
    setup_future_usage: params.setup_future_usage || intent.setup_future_usage,
  };
  if (params.return_url) scope.know(intent.id, { returnUrl: params.return_url });
  const verdict = askToCharge(scope, { method, isOffSession, isAuthenticated: false });
  if (verdict.says === 'who-is-it') {
    if (params.error_on_requires_action) throw refuse(scope, tried, method, DECLINES.authentication);
    return waitForHolder(scope, tried);
  }
  return conclude(scope, tried, method, verdict);
}

/** The holder has answered the question of `waitForHolder`. A refusal is kept and not thrown. */
export function continueIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  isProved: boolean,
): Stripe.PaymentIntent {
  const method = scope.get('payment_method', idOf(intent.payment_method) ?? '');
  if (!isProved) {
    refuse(scope, intent, method, {
      code: 'payment_intent_authentication_failure',
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    });
    return scope.get('payment_intent', intent.id);
  }
  const verdict = askToCharge(scope, { method, isOffSession: false, isAuthenticated: true });
  if (verdict.says === 'no') {
    refuse(scope, intent, method, verdict.decline);
    return scope.get('payment_intent', intent.id);
  }
  return conclude(scope, intent, method, verdict);
}

/** Ends a payment that was processing. */
export function settleIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  decline: Decline | null,
): Stripe.PaymentIntent {
  if (intent.status !== 'processing') throw invalid(`The PaymentIntent ${intent.id} is not processing.`);
  const charge = scope.get('charge', idOf(intent.latest_charge) ?? '');
  const method = scope.get('payment_method', idOf(intent.payment_method) ?? '');
  if (decline) {
    const failed = failCharge(scope, charge, decline);
    scope.emit('charge.failed', failed);
    return keepRefusal(scope, intent, method, { decline, charge: failed });
  }
  return succeed(scope, intent, method, settleCharge(scope, charge));
}

function chosenMethod(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  params: ConfirmParams,
): Stripe.PaymentMethod {
  const id = params.payment_method ?? idOf(intent.payment_method);
  if (!id) {
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: 'payment_intent_unexpected_state', payment_intent: intent },
    );
  }
  const method = methodOf(scope, id, 'payment_method');
  const [owner, customer] = [idOf(method.customer), idOf(intent.customer)];
  if (scope.facts(method.id).isUsedUp) throw usedUp();
  if (owner && !customer) {
    throw invalid(
      `The provided PaymentMethod cannot be attached. To reuse a PaymentMethod, you must attach it to a Customer first. The PaymentMethod ${method.id} belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { param: 'payment_method' },
    );
  }
  if (owner && owner !== customer) {
    throw invalid(
      `The customer ${customer} does not have a payment method with the ID ${method.id}. It belongs to the Customer ${owner}.`,
      { param: 'payment_method' },
    );
  }
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalid(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of these types: ${intent.payment_method_types.join(', ')}.`,
      { param: 'payment_method' },
    );
  }
  return method;
}

const needsReturnUrl = (intent: Stripe.PaymentIntent, { return_url }: ConfirmParams) =>
  intent.automatic_payment_methods?.allow_redirects === 'always' && !return_url;

function waitForHolder(scope: Scope, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  const returnUrl = scope.facts(intent.id).returnUrl ?? null;
  const url = `${scope.world.pagesUrl()}/c/authenticate/${intent.id}`;
  const waiting = scope.save('payment_intent', {
    ...intent,
    last_payment_error: null,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
    status: 'requires_action',
  });
  scope.emit('payment_intent.requires_action', waiting);
  return waiting;
}

function conclude(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  verdict: ReturnType<typeof askToCharge>,
): Stripe.PaymentIntent {
  if (verdict.says === 'no') throw refuse(scope, intent, method, verdict.decline);
  if (verdict.says === 'later') {
    const charge = createCharge(scope, intent, method, { status: 'pending' });
    scope.know(intent.id, { settlesAt: scope.now() + SLOW_SECONDS });
    const processing = scope.save('payment_intent', {
      ...intent,
      last_payment_error: null,
      latest_charge: charge.id,
      next_action: null,
      processing: { type: 'card' },
      status: 'processing',
    });
    scope.emit('charge.pending', charge);
    scope.emit('payment_intent.processing', processing);
    return processing;
  }
  return succeed(scope, intent, method, createCharge(scope, intent, method, { status: 'succeeded' }));
}

function succeed(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
): Stripe.PaymentIntent {
  const isHeld = !charge.captured;
  const paid = scope.save('payment_intent', {
    ...intent,
    amount_capturable: isHeld ? intent.amount : 0,
    amount_received: charge.amount_captured,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    processing: null,
    status: isHeld ? 'requires_capture' : 'succeeded',
  });
  keepMethod(scope, paid, method);
  scope.emit('charge.succeeded', charge);
  scope.emit(isHeld ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', paid);
  const reason = testCardOf(scope, method)?.disputedAs;
  if (reason && !isHeld) openDispute(scope, scope.get('charge', charge.id), { reason });
  return paid;
}

/** After a payment a card is kept for the customer when that was asked for, and spent otherwise. */
function keepMethod(scope: Scope, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (method.customer) {
    if (intent.setup_future_usage === 'off_session') scope.know(method.id, { isSetUp: true });
    return;
  }
  const customer = idOf(intent.customer);
  if (!intent.setup_future_usage || !customer) {
    scope.know(method.id, { isUsedUp: true });
    return;
  }
  scope.know(method.id, { isSetUp: intent.setup_future_usage === 'off_session' });
  attach(scope, method, customer);
}

/** Books the failed charge and keeps the refusal in the intent; returns the 402 for whoever asked. */
function refuse(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): StripeProblem {
  const charge = createCharge(scope, intent, method, { status: 'failed', decline });
  scope.emit('charge.failed', charge);
  const failed = keepRefusal(scope, intent, method, { decline, charge });
  return declined(decline, { charge: charge.id, payment_intent: failed, payment_method: method });
}

function keepRefusal(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { decline, charge }: { decline: Decline; charge: Stripe.Charge },
): Stripe.PaymentIntent {
  const failed = scope.save('payment_intent', {
    ...intent,
    last_payment_error: {
      charge: charge.id,
      code: decline.code as Stripe.PaymentIntent.LastPaymentError.Code,
      ...(decline.declineCode && { decline_code: decline.declineCode }),
      doc_url: `https://docs.stripe.com/error-codes#${decline.code.replaceAll('_', '-')}`,
      message: decline.message,
      payment_method: method,
      type: 'card_error',
    },
    latest_charge: charge.id,
    next_action: null,
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  });
  scope.emit('payment_intent.payment_failed', failed);
  return failed;
}

/** 400, with the intent in the error, as Stripe answers to a step that its state does not allow. */
export function unexpectedState(intent: Stripe.PaymentIntent, beginning: string): StripeProblem {
  const state =
    intent.status === 'succeeded'
      ? 'has already succeeded after being previously confirmed'
      : `has a status of ${intent.status}`;
  return invalid(`${beginning} ${state}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });
}
