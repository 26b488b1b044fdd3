import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { checkAmount, currencyOf } from '../money';
import { confirmIntent, unexpectedState } from '../paying';
import { invalid } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import { settleCharge } from './charges';
import { methodOf } from './payment-methods';

type IntentOperations =
  | 'POST /v1/payment_intents'
  | 'GET /v1/payment_intents'
  | 'GET /v1/payment_intents/:id'
  | 'POST /v1/payment_intents/:id'
  | 'POST /v1/payment_intents/:id/confirm'
  | 'POST /v1/payment_intents/:id/capture'
  | 'POST /v1/payment_intents/:id/cancel';

type Fields = Stripe.PaymentIntentCreateParams & Stripe.PaymentIntentUpdateParams;

export const paymentIntents: Handlers<IntentOperations> = {
  'POST /v1/payment_intents': ({ scope, params }) => {
    if (params.off_session && !params.confirm) {
      throw invalid(
        'You cannot set `off_session` when creating a PaymentIntent unless `confirm` is set to true.',
        {
          param: 'off_session',
        },
      );
    }
    const intent = createIntent(scope, params);
    return params.confirm ? confirmIntent(scope, intent, params) : intent;
  },
  'GET /v1/payment_intents': ({ scope, params }) => {
    const { customer } = params;
    const found = scope
      .all('payment_intent')
      .filter((intent) => customer === undefined || idOf(intent.customer) === customer);
    return page(found, params, '/v1/payment_intents');
  },
  'GET /v1/payment_intents/:id': ({ scope, id }) => scope.get('payment_intent', id),
  'POST /v1/payment_intents/:id': ({ scope, params, id }) => {
    const intent = scope.get('payment_intent', id);
    if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
      const onlyNotes = Object.keys(params).every((name) =>
        ['metadata', 'description', 'expand'].includes(name),
      );
      if (!onlyNotes) throw unexpectedState(intent, 'This PaymentIntent could not be updated because it');
    }
    return scope.save('payment_intent', apply(scope, intent, params as Fields));
  },
  'POST /v1/payment_intents/:id/confirm': ({ scope, params, id }) =>
    confirmIntent(scope, scope.get('payment_intent', id), params),
  'POST /v1/payment_intents/:id/capture': ({ scope, params, id }) => {
    const intent = scope.get('payment_intent', id);
    if (intent.status !== 'requires_capture') {
      throw unexpectedState(intent, 'This PaymentIntent could not be captured because it');
    }
    const amount = params.amount_to_capture ?? intent.amount;
    if (amount < 1 || amount > intent.amount_capturable) {
      throw invalid('The requested capture amount is greater than the authorized amount.', {
        code: 'amount_too_large',
        param: 'amount_to_capture',
      });
    }
    const charge = settleCharge(scope, scope.get('charge', idOf(intent.latest_charge) ?? ''), amount);
    scope.emit('charge.captured', charge);
    const captured = {
      ...intent,
      status: 'succeeded' as const,
      amount_capturable: 0,
      amount_received: amount,
    };
    scope.save('payment_intent', captured);
    scope.emit('payment_intent.succeeded', captured);
    return captured;
  },
  'POST /v1/payment_intents/:id/cancel': ({ scope, params, id }) => {
    const intent = scope.get('payment_intent', id);
    if (['succeeded', 'canceled', 'processing'].includes(intent.status)) {
      throw unexpectedState(intent, 'You cannot cancel this PaymentIntent because it');
    }
    return cancelIntent(scope, intent, params.cancellation_reason ?? null);
  },
};

export function cancelIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent['cancellation_reason'],
): Stripe.PaymentIntent {
  const canceled = scope.save('payment_intent', {
    ...intent,
    amount_capturable: 0,
    canceled_at: scope.now(),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  });
  scope.emit('payment_intent.canceled', canceled);
  return canceled;
}

/** A new intent, told of by payment_intent.created; nothing is charged yet. */
export function createIntent(scope: Scope, params: Stripe.PaymentIntentCreateParams): Stripe.PaymentIntent {
  const id = newId('pi');
  const isAutomatic =
    params.automatic_payment_methods?.enabled ?? params.allowed_payment_method_types === undefined;
  const blank: Stripe.PaymentIntent = {
    ...blankIntent(),
    id,
    amount: params.amount,
    automatic_payment_methods: isAutomatic
      ? { enabled: true, allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always' }
      : null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${newId('x', 25).slice(2)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: scope.now(),
    currency: currencyOf(params.currency),
    payment_method_types: ['card'],
  };
  const intent = apply(scope, blank, params as Fields);
  scope.save('payment_intent', intent);
  scope.emit('payment_intent.created', intent);
  return intent;
}

function apply(scope: Scope, before: Stripe.PaymentIntent, params: Fields): Stripe.PaymentIntent {
  const intent = structuredClone(before);
  if (params.currency !== undefined) intent.currency = currencyOf(params.currency);
  if (params.amount !== undefined) intent.amount = params.amount;
  checkAmount(intent.amount, intent.currency);
  if (params.customer !== undefined) intent.customer = scope.get('customer', params.customer, 'customer').id;
  if (params.payment_method) {
    const method = methodOf(scope, params.payment_method, 'payment_method');
    intent.payment_method = method.id;
    if (intent.status === 'requires_payment_method') intent.status = 'requires_confirmation';
  }
  const allowed = params.allowed_payment_method_types;
  if (allowed) intent.allowed_payment_method_types = allowed;
  intent.payment_method_types = methodTypes(intent.currency, allowed ?? intent.allowed_payment_method_types);
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage || null;
  for (const field of [
    'description',
    'receipt_email',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'transfer_group',
  ] as const) {
    const value = params[field];
    if (value !== undefined) intent[field] = value || null;
  }
  intent.metadata = mergeMetadata(intent.metadata, params.metadata);
  return intent;
}

/** What this server can simulate of the allowed ways to pay; UPI takes rupees only. */
export function methodTypes(currency: string | null, allowed: string[] | null): string[] {
  const possible = currency === 'inr' ? ['card', 'upi'] : ['card'];
  const types = possible.filter((type) => allowed === null || allowed.includes(type));
  if (types.length > 0) return types;
  throw invalid(
    'No valid payment method types for this Payment Intent. Please ensure that the allowed types are compatible with its currency.',
    {
      param: 'allowed_payment_method_types',
    },
  );
}

function blankIntent() {
  return {
    object: 'payment_intent' as const,
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method' as const,
    transfer_data: null,
    transfer_group: null,
  };
}
