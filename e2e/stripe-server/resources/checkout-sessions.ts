import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { checkAmount, currencyOf } from '../money';
import { invalid } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import { methodTypes } from './payment-intents';
import { createSetup } from './setup-intents';

type SessionOperations =
  | 'POST /v1/checkout/sessions'
  | 'GET /v1/checkout/sessions'
  | 'GET /v1/checkout/sessions/:id'
  | 'POST /v1/checkout/sessions/:id'
  | 'POST /v1/checkout/sessions/:id/expire'
  | 'GET /v1/checkout/sessions/:id/line_items';

const LIVES_SECONDS = 24 * 3600;
const SHORTEST_SECONDS = 30 * 60;

export const checkoutSessions: Handlers<SessionOperations> = {
  'POST /v1/checkout/sessions': ({ scope, params }) => createSession(scope, params),
  'GET /v1/checkout/sessions': ({ scope, params }) => {
    const { customer, payment_intent: intent, status } = params;
    const found = scope
      .all('checkout_session')
      .filter((session) => customer === undefined || idOf(session.customer) === customer)
      .filter((session) => intent === undefined || idOf(session.payment_intent) === intent)
      .filter((session) => status === undefined || session.status === status);
    return page(found, params, '/v1/checkout/sessions');
  },
  'GET /v1/checkout/sessions/:id': ({ scope, id }) => scope.get('checkout_session', id),
  'POST /v1/checkout/sessions/:id': ({ scope, params, id }) => {
    const session = scope.get('checkout_session', id);
    const metadata = mergeMetadata(session.metadata ?? {}, params.metadata);
    return scope.save('checkout_session', { ...session, metadata });
  },
  'POST /v1/checkout/sessions/:id/expire': ({ scope, id }) => {
    const session = scope.get('checkout_session', id);
    if (session.status !== 'open') {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    }
    return expireSession(scope, session);
  },
  'GET /v1/checkout/sessions/:id/line_items': ({ scope, params, id }) => {
    scope.get('checkout_session', id);
    const items = scope
      .all('line_item')
      .filter((item) => scope.facts(item.id).session === id)
      .reverse();
    return page(items, params, `/v1/checkout/sessions/${id}/line_items`);
  },
};

/** Nobody can pay by it any more. */
export function expireSession(scope: Scope, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired = scope.save('checkout_session', { ...session, status: 'expired', url: null });
  scope.emit('checkout.session.expired', expired);
  return expired;
}

function createSession(scope: Scope, params: Stripe.Checkout.SessionCreateParams): Stripe.Checkout.Session {
  const { mode = 'payment' } = params;
  checkRequest(scope, params, mode);
  const id = newId('cs_test', 58);
  const customer = params.customer ? scope.get('customer', params.customer, 'customer') : null;
  const items = mode === 'payment' ? lineItems(scope, id, params) : [];
  const currency = items[0]?.currency ?? (params.currency ? currencyOf(params.currency) : null);
  const total = mode === 'payment' ? items.reduce((sum, item) => sum + item.amount_total, 0) : null;
  if (total !== null && currency) checkAmount(total, currency, 'line_items');
  const types =
    mode === 'setup' ? ['card'] : methodTypes(currency, params.allowed_payment_method_types ?? null);
  const setup =
    mode === 'setup'
      ? createSetup(scope, {
          allowed_payment_method_types: ['card'],
          ...(customer && { customer: customer.id }),
          ...(params.setup_intent_data?.metadata && { metadata: params.setup_intent_data.metadata }),
          ...(params.setup_intent_data?.description && { description: params.setup_intent_data.description }),
        })
      : null;
  scope.know(id, { sessionParams: params });
  if (setup) scope.know(setup.id, { session: id });
  return scope.save('checkout_session', {
    ...blankSession(),
    id,
    amount_subtotal: total,
    amount_total: total,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: scope.now(),
    currency,
    customer: customer?.id ?? null,
    customer_creation: customer || mode === 'setup' ? null : (params.customer_creation ?? 'if_required'),
    customer_details: customer ? buyer(customer.email, customer.name ?? null) : null,
    customer_email: params.customer_email ?? null,
    expires_at: params.expires_at ?? scope.now() + LIVES_SECONDS,
    metadata: mergeMetadata({}, params.metadata),
    mode,
    payment_method_collection: mode === 'payment' ? 'if_required' : 'always',
    payment_method_types: types,
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    setup_intent: setup?.id ?? null,
    success_url: params.success_url ?? null,
    total_details: mode === 'payment' ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    url: `${scope.world.pagesUrl()}/c/pay/${id}`,
  });
}

function checkRequest(scope: Scope, params: Stripe.Checkout.SessionCreateParams, mode: string): void {
  if (mode === 'subscription') throw invalid('This local Stripe has no subscriptions.', { param: 'mode' });
  if (params.ui_mode !== undefined && params.ui_mode !== 'hosted_page') {
    throw invalid('This local Stripe has hosted pages only.', { param: 'ui_mode' });
  }
  if (!params.success_url) {
    throw invalid('Missing required param: success_url.', {
      code: 'parameter_missing',
      param: 'success_url',
    });
  }
  for (const name of ['success_url', 'cancel_url'] as const) {
    const url = params[name];
    if (url !== undefined && !/^https?:\/\//.test(url)) {
      throw invalid('Not a valid URL', { code: 'url_invalid', param: name });
    }
  }
  if (params.customer && params.customer_email) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.', {
      param: 'customer',
    });
  }
  if (mode === 'setup' && !params.currency && !params.allowed_payment_method_types) {
    throw invalid('`currency` is required in `setup` mode when payment method types are not given.', {
      code: 'parameter_missing',
      param: 'currency',
    });
  }
  if (mode === 'setup' && (params.line_items || params.payment_intent_data)) {
    const param = params.line_items ? 'line_items' : 'payment_intent_data';
    throw invalid(`You can not pass \`${param}\` in \`setup\` mode.`, { param });
  }
  const { expires_at: end } = params;
  if (end !== undefined && (end < scope.now() + SHORTEST_SECONDS || end > scope.now() + LIVES_SECONDS)) {
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    );
  }
}

function lineItems(
  scope: Scope,
  session: string,
  { line_items: asked = [] }: Stripe.Checkout.SessionCreateParams,
): Stripe.LineItem[] {
  if (asked.length === 0) {
    throw invalid('You must provide `line_items` in `payment` mode.', {
      code: 'parameter_missing',
      param: 'line_items',
    });
  }
  const items = asked.map(({ price_data: price, price: priceId, quantity = 1 }, index) => {
    const param = `line_items[${index}]`;
    if (priceId)
      throw invalid(`No such price: '${priceId}'`, { code: 'resource_missing', param: `${param}[price]` });
    if (price?.unit_amount === undefined || !price.product_data?.name) {
      const lack = `${param}[price_data]${price?.unit_amount === undefined ? '[unit_amount]' : '[product_data]'}`;
      throw invalid(`Missing required param: ${lack}.`, { code: 'parameter_missing', param: lack });
    }
    const amount = price.unit_amount * quantity;
    return {
      id: newId('li'),
      object: 'item' as const,
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: currencyOf(price.currency, `${param}[price_data][currency]`),
      description: price.product_data.name,
      metadata: {},
      price: null,
      quantity,
    };
  });
  if (new Set(items.map(({ currency }) => currency)).size > 1) {
    throw invalid('All line items must have the same currency.', { param: 'line_items' });
  }
  for (const item of items) {
    scope.know(item.id, { session });
    scope.save('line_item', item);
  }
  return items;
}

/** Who pays, as far as the page knows. */
export function buyer(email: string | null, name: string | null): Stripe.Checkout.Session.CustomerDetails {
  const none = { address: null, business_name: null, individual_name: null, phone: null };
  return { ...none, email, name, tax_exempt: 'none', tax_ids: null };
}

function blankSession() {
  return {
    object: 'checkout.session' as const,
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open' as const,
    submit_type: null,
    subscription: null,
    ui_mode: 'hosted_page' as const,
    wallet_options: null,
  };
}
