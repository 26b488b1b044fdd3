import type Stripe from 'stripe';
import { confirmIntent, continueIntent } from './paying';
import { invalid } from './problem';
import { buyer } from './resources/checkout-sessions';
import { createCustomer } from './resources/customers';
import { createIntent } from './resources/payment-intents';
import { confirmSetup, continueSetup } from './resources/setup-intents';
import { idOf, type Scope } from './scope';

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

interface Payer {
  name: string | null;
  email: string | null;
}

/**
 * A hosted page has been filled in: the session's intent is confirmed with the payment method. Throws the
 * bank's refusal, after which the page can be tried again.
 */
export function paySession(
  scope: Scope,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod,
  payer: Payer,
): Intent {
  if (session.status !== 'open') throw invalid('This Checkout Session is no longer open.');
  const returnUrl = `${scope.world.pagesUrl()}/c/pay/${session.id}`;
  const intent = session.mode === 'setup' ? setupOf(scope, session) : paymentOf(scope, session, payer);
  const known = scope.save('checkout_session', {
    ...scope.get('checkout_session', session.id),
    customer_details: buyer(
      payer.email ?? session.customer_details?.email ?? session.customer_email,
      payer.name,
    ),
  });
  const params = { payment_method: method.id, return_url: returnUrl };
  const confirmed =
    intent.object === 'setup_intent'
      ? confirmSetup(scope, intent, params)
      : confirmIntent(scope, intent, params);
  return conclude(scope, known, confirmed);
}

/** The holder has answered their bank's question; the session completes when the answer was good. */
export function answerBank(scope: Scope, intent: Intent, isProved: boolean): Intent {
  const next =
    intent.object === 'setup_intent'
      ? continueSetup(scope, intent, isProved)
      : continueIntent(scope, intent, isProved);
  const { session } = scope.facts(intent.id);
  return session ? conclude(scope, scope.get('checkout_session', session), next) : next;
}

/** A payment that was processing has ended: its session is told. */
export function concludeLate(scope: Scope, intent: Stripe.PaymentIntent): void {
  const { session: id } = scope.facts(intent.id);
  if (!id) return;
  const session = scope.get('checkout_session', id);
  const isPaid = intent.status === 'succeeded';
  const ended = scope.save('checkout_session', { ...session, payment_status: isPaid ? 'paid' : 'unpaid' });
  scope.emit(`checkout.session.async_payment_${isPaid ? 'succeeded' : 'failed'}`, ended);
}

function conclude(scope: Scope, session: Stripe.Checkout.Session, intent: Intent): Intent {
  const isDone = ['succeeded', 'processing', 'requires_capture'].includes(intent.status);
  if (session.status !== 'open' || !isDone) return intent;
  const isPaid = intent.object === 'payment_intent' && intent.status === 'succeeded';
  const completed = scope.save('checkout_session', {
    ...session,
    payment_status: session.mode === 'setup' ? 'no_payment_required' : isPaid ? 'paid' : 'unpaid',
    status: 'complete',
    url: null,
  });
  scope.emit('checkout.session.completed', completed);
  return intent;
}

function setupOf(scope: Scope, session: Stripe.Checkout.Session): Stripe.SetupIntent {
  return scope.get('setup_intent', idOf(session.setup_intent) ?? '');
}

/** The payment of a session is made when its page is first submitted. */
function paymentOf(scope: Scope, session: Stripe.Checkout.Session, payer: Payer): Stripe.PaymentIntent {
  const existing = idOf(session.payment_intent);
  if (existing) return scope.get('payment_intent', existing);
  const { payment_intent_data: data = {} } = scope.facts(session.id).sessionParams ?? {};
  const customer = idOf(session.customer) ?? newCustomer(scope, session, payer);
  const { shipping: _shipping, transfer_data: _transfer, ...rest } = data;
  const intent = createIntent(scope, {
    ...(rest as Stripe.PaymentIntentCreateParams),
    allowed_payment_method_types:
      session.payment_method_types as Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType[],
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    ...(customer && { customer }),
  });
  scope.know(intent.id, { session: session.id });
  scope.save('checkout_session', { ...session, customer: customer ?? null, payment_intent: intent.id });
  return intent;
}

/** Stripe makes a customer when it was asked to, or when the card is to be kept. */
function newCustomer(scope: Scope, session: Stripe.Checkout.Session, payer: Payer): string | undefined {
  const keeps = scope.facts(session.id).sessionParams?.payment_intent_data?.setup_future_usage;
  if (session.customer_creation !== 'always' && !keeps) return undefined;
  const email = payer.email ?? session.customer_email;
  return createCustomer(scope, { ...(email && { email }), ...(payer.name && { name: payer.name }) }).id;
}
