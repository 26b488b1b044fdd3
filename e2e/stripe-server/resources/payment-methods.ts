import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { invalid, StripeProblem } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import { cardByNumber, cardByToken, type Decline, type TestCard } from '../test-cards';

type MethodOperations =
  | 'POST /v1/payment_methods'
  | 'GET /v1/payment_methods'
  | 'GET /v1/payment_methods/:id'
  | 'POST /v1/payment_methods/:id'
  | 'POST /v1/payment_methods/:id/attach'
  | 'POST /v1/payment_methods/:id/detach';

export const paymentMethods: Handlers<MethodOperations> = {
  'POST /v1/payment_methods': ({ scope, params }) => {
    if (params.card && 'number' in params.card) throw rawCard();
    const token = params.card && 'token' in params.card ? params.card.token : undefined;
    const card = token ? cardByToken(token.replace(/^tok_/, 'pm_card_')) : undefined;
    if (!card)
      throw invalid(`No such token: '${token ?? ''}'`, { code: 'resource_missing', param: 'card[token]' });
    const method = createCard(scope, card, { name: params.billing_details?.name || undefined });
    return scope.save('payment_method', { ...method, metadata: mergeMetadata({}, params.metadata) });
  },
  'GET /v1/payment_methods': ({ scope, params }) => {
    if (params.customer) scope.get('customer', params.customer, 'customer');
    const found = scope
      .all('payment_method')
      .filter(({ customer }) => params.customer !== undefined && idOf(customer) === params.customer)
      .filter(({ type }) => params.type === undefined || type === params.type);
    return page(found, params, '/v1/payment_methods');
  },
  'GET /v1/payment_methods/:id': ({ scope, id }) => methodOf(scope, id),
  'POST /v1/payment_methods/:id': ({ scope, params, id }) => {
    const method = structuredClone(scope.get('payment_method', id));
    if (!method.customer) {
      throw invalid('You must save this PaymentMethod to a customer before you can update it.');
    }
    if (params.card && method.card) {
      method.card.exp_month = params.card.exp_month ?? method.card.exp_month;
      method.card.exp_year = params.card.exp_year ?? method.card.exp_year;
    }
    const { name, email } = params.billing_details ?? {};
    if (name !== undefined) method.billing_details.name = name || null;
    if (email !== undefined) method.billing_details.email = email || null;
    method.metadata = mergeMetadata(method.metadata ?? {}, params.metadata);
    scope.save('payment_method', method);
    scope.emit('payment_method.updated', method, {});
    return method;
  },
  'POST /v1/payment_methods/:id/attach': ({ scope, params, id }) => {
    const { customer } = params;
    if (!customer)
      throw invalid('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
    scope.get('customer', customer, 'customer');
    return attach(scope, methodOf(scope, id), customer);
  },
  'POST /v1/payment_methods/:id/detach': ({ scope, id }) => {
    const method = scope.get('payment_method', id);
    if (!method.customer) {
      throw invalid(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
        {
          code: 'payment_method_unexpected_state',
        },
      );
    }
    return detach(scope, method);
  },
};

/** The payment method of that id; one of Stripe's `pm_card_…` names makes a new one. */
export function methodOf(scope: Scope, id: string, param?: string): Stripe.PaymentMethod {
  const card = cardByToken(id);
  return card ? createCard(scope, card) : scope.get('payment_method', id, param);
}

interface CardDetails {
  expMonth?: number;
  expYear?: number;
  name?: string | undefined;
  email?: string | undefined;
}

/** A card that has been typed into a hosted page, or stands behind a test name. Not yet anybody's. */
export function createCard(scope: Scope, card: TestCard, details: CardDetails = {}): Stripe.PaymentMethod {
  const id = newId('pm');
  const nextYear = new Date(scope.now() * 1000).getUTCFullYear() + 1;
  const { number, brand, country, funding } = card;
  scope.know(id, { cardNumber: number });
  return scope.save('payment_method', {
    ...blankMethod(scope, id, details),
    type: 'card',
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country,
      display_brand: brand === 'amex' ? 'american_express' : brand,
      exp_month: details.expMonth ?? 12,
      exp_year: details.expYear ?? nextYear,
      fingerprint: `local${number.slice(0, 4)}${number.slice(-6)}`,
      funding,
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  });
}

/** A payment by UPI on a hosted page; `outcome` is what the payer will answer in their app. */
export function createUpi(
  scope: Scope,
  outcome: 'succeed' | 'fail' | 'pending',
  details: Pick<CardDetails, 'name' | 'email'>,
): Stripe.PaymentMethod {
  const id = newId('pm');
  scope.know(id, { upi: outcome });
  return scope.save('payment_method', {
    ...blankMethod(scope, id, details),
    type: 'upi',
    upi: { vpa: 'payer@simulated' },
  });
}

function blankMethod(scope: Scope, id: string, { name, email }: CardDetails) {
  return {
    id,
    object: 'payment_method' as const,
    allow_redisplay: 'unspecified' as const,
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: email ?? null,
      name: name ?? null,
      phone: null,
      tax_id: null,
    },
    created: scope.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
}

/** What the simulation knows of the card behind a payment method; undefined for UPI. */
export function testCardOf(scope: Scope, method: Stripe.PaymentMethod): TestCard | undefined {
  const { cardNumber } = scope.facts(method.id);
  return cardNumber === undefined ? undefined : cardByNumber(cardNumber);
}

/** Ties a payment method to a customer; a card that always declines is declined here already. */
export function attach(scope: Scope, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  if (idOf(method.customer) === customer) return method;
  if (method.customer) {
    throw invalid('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
      param: 'payment_method',
    });
  }
  if (scope.facts(method.id).isUsedUp) throw usedUp();
  const decline = testCardOf(scope, method)?.declines;
  if (decline) throw declined(decline);
  const attached = scope.save('payment_method', { ...method, customer });
  scope.emit('payment_method.attached', attached);
  return attached;
}

/** Takes a payment method from its customer for good. */
export function detach(scope: Scope, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const customerId = idOf(method.customer);
  const customer = customerId ? scope.find('customer', customerId) : undefined;
  if (customer && idOf(customer.invoice_settings.default_payment_method) === method.id) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: null };
    scope.save('customer', { ...customer, invoice_settings });
  }
  scope.know(method.id, { isUsedUp: true });
  const detached = scope.save('payment_method', { ...method, customer: null });
  scope.emit('payment_method.detached', detached, { customer: customerId });
  return detached;
}

export function usedUp(): StripeProblem {
  return invalid(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
    { code: 'payment_method_unexpected_state', param: 'payment_method' },
  );
}

/** 402, as every refusal by a bank. */
export function declined({ code, declineCode, message }: Decline, details: object = {}): StripeProblem {
  const decline_code = declineCode === undefined ? {} : { decline_code: declineCode };
  return new StripeProblem(402, 'card_error', message, { code, ...decline_code, ...details });
}

function rawCard(): StripeProblem {
  return new StripeProblem(
    402,
    'invalid_request_error',
    'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing. To enable testing raw card data APIs, see https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.',
  );
}
