import type Stripe from 'stripe';
import { askToSetUp } from '../bank';
import type { Handlers } from '../call';
import { page } from '../lists';
import { invalid, type StripeProblem } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import type { Decline } from '../test-cards';
import { attach, declined, methodOf, usedUp } from './payment-methods';

type SetupOperations =
  | 'POST /v1/setup_intents'
  | 'GET /v1/setup_intents'
  | 'GET /v1/setup_intents/:id'
  | 'POST /v1/setup_intents/:id'
  | 'POST /v1/setup_intents/:id/confirm'
  | 'POST /v1/setup_intents/:id/cancel';

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export const setupIntents: Handlers<SetupOperations> = {
  'POST /v1/setup_intents': ({ scope, params }) => {
    const intent = createSetup(scope, params);
    return params.confirm ? confirmSetup(scope, intent, params) : intent;
  },
  'GET /v1/setup_intents': ({ scope, params }) => {
    const { customer, payment_method: method } = params;
    const found = scope
      .all('setup_intent')
      .filter((intent) => customer === undefined || idOf(intent.customer) === customer)
      .filter((intent) => method === undefined || idOf(intent.payment_method) === method);
    return page(found, params, '/v1/setup_intents');
  },
  'GET /v1/setup_intents/:id': ({ scope, id }) => scope.get('setup_intent', id),
  'POST /v1/setup_intents/:id': ({ scope, params, id }) => {
    const intent = open(scope.get('setup_intent', id), 'update');
    return scope.save('setup_intent', apply(scope, intent, params));
  },
  'POST /v1/setup_intents/:id/confirm': ({ scope, params, id }) =>
    confirmSetup(scope, open(scope.get('setup_intent', id), 'confirm'), params),
  'POST /v1/setup_intents/:id/cancel': ({ scope, params, id }) =>
    cancelSetup(scope, open(scope.get('setup_intent', id), 'cancel'), params.cancellation_reason ?? null),
};

export function cancelSetup(
  scope: Scope,
  intent: Stripe.SetupIntent,
  reason: Stripe.SetupIntent['cancellation_reason'],
): Stripe.SetupIntent {
  const canceled = scope.save('setup_intent', {
    ...intent,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  });
  scope.emit('setup_intent.canceled', canceled);
  return canceled;
}

export function createSetup(scope: Scope, params: Stripe.SetupIntentCreateParams): Stripe.SetupIntent {
  const id = newId('seti');
  const allowed = params.allowed_payment_method_types ?? null;
  const blank: Stripe.SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: allowed,
    application: null,
    automatic_payment_methods: allowed
      ? null
      : { enabled: true, allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always' },
    cancellation_reason: null,
    client_secret: `${id}_secret_${newId('x', 25).slice(2)}`,
    created: scope.now(),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  };
  const intent = scope.save('setup_intent', apply(scope, blank, params));
  scope.emit('setup_intent.created', intent);
  return intent;
}

type ConfirmParams = Pick<Stripe.SetupIntentConfirmParams, 'payment_method' | 'return_url'>;

/** Asks the bank whether the card may be kept; a refusal is kept in the intent and thrown. */
export function confirmSetup(
  scope: Scope,
  intent: Stripe.SetupIntent,
  params: ConfirmParams,
): Stripe.SetupIntent {
  const id = params.payment_method ?? idOf(intent.payment_method);
  if (!id) {
    throw invalid("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    });
  }
  const method = methodOf(scope, id, 'payment_method');
  if (scope.facts(method.id).isUsedUp) throw usedUp();
  if (intent.automatic_payment_methods?.allow_redirects === 'always' && !params.return_url) {
    throw invalid(
      'This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`.',
    );
  }
  if (params.return_url) scope.know(intent.id, { returnUrl: params.return_url });
  const tried = { ...intent, payment_method: method.id };
  const verdict = askToSetUp(scope, { method, isOffSession: false, isAuthenticated: false });
  if (verdict.says === 'no') throw refuse(scope, tried, method, verdict.decline);
  if (verdict.says === 'who-is-it') {
    const url = `${scope.world.pagesUrl()}/c/authenticate/${intent.id}`;
    const returnUrl = scope.facts(intent.id).returnUrl ?? null;
    const waiting = scope.save('setup_intent', {
      ...tried,
      last_setup_error: null,
      next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
      status: 'requires_action',
    });
    scope.emit('setup_intent.requires_action', waiting);
    return waiting;
  }
  return succeed(scope, tried, method);
}

/** The holder has answered the question of `confirmSetup`. A refusal is kept and not thrown. */
export function continueSetup(
  scope: Scope,
  intent: Stripe.SetupIntent,
  isProved: boolean,
): Stripe.SetupIntent {
  const method = scope.get('payment_method', idOf(intent.payment_method) ?? '');
  if (isProved) return succeed(scope, intent, method);
  refuse(scope, intent, method, {
    code: 'setup_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  });
  return scope.get('setup_intent', intent.id);
}

function succeed(scope: Scope, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod): Stripe.SetupIntent {
  const customer = idOf(intent.customer);
  if (customer) attach(scope, method, customer);
  scope.know(method.id, { isSetUp: true });
  const done = scope.save('setup_intent', {
    ...intent,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  });
  scope.emit('setup_intent.succeeded', done);
  return done;
}

function refuse(
  scope: Scope,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): StripeProblem {
  const failed = scope.save('setup_intent', {
    ...intent,
    last_setup_error: {
      code: decline.code as Stripe.SetupIntent.LastSetupError.Code,
      ...(decline.declineCode && { decline_code: decline.declineCode }),
      message: decline.message,
      payment_method: method,
      type: 'card_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  scope.emit('setup_intent.setup_failed', failed);
  return declined(decline, { setup_intent: failed, payment_method: method });
}

function apply(
  scope: Scope,
  before: Stripe.SetupIntent,
  params: Stripe.SetupIntentCreateParams | Stripe.SetupIntentUpdateParams,
): Stripe.SetupIntent {
  const intent = structuredClone(before);
  if (params.customer !== undefined) intent.customer = scope.get('customer', params.customer, 'customer').id;
  if (params.description !== undefined) intent.description = params.description || null;
  if (params.payment_method) {
    intent.payment_method = methodOf(scope, params.payment_method, 'payment_method').id;
    intent.status = 'requires_confirmation';
  }
  intent.metadata = mergeMetadata(intent.metadata ?? {}, params.metadata);
  return intent;
}

function open(intent: Stripe.SetupIntent, step: string): Stripe.SetupIntent {
  if (OPEN.includes(intent.status)) return intent;
  throw invalid(`You cannot ${step} this SetupIntent because it has a status of ${intent.status}.`, {
    code: 'setup_intent_unexpected_state',
    setup_intent: intent,
  });
}
