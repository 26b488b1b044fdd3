import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import type { Decline } from '../test-cards';
import { book, feeOf } from './balance-transactions';

export const charges: Handlers<'GET /v1/charges' | 'GET /v1/charges/:id' | 'POST /v1/charges/:id'> = {
  'GET /v1/charges': ({ scope, params }) => {
    const { customer, payment_intent: intent } = params;
    const found = scope
      .all('charge')
      .filter((charge) => customer === undefined || idOf(charge.customer) === customer)
      .filter((charge) => intent === undefined || idOf(charge.payment_intent) === intent);
    return page(found, params, '/v1/charges');
  },
  'GET /v1/charges/:id': ({ scope, id }) => scope.get('charge', id),
  'POST /v1/charges/:id': ({ scope, params, id }) => {
    const charge = scope.get('charge', id);
    const metadata = mergeMetadata(charge.metadata, params.metadata);
    const changed = scope.save('charge', {
      ...charge,
      metadata,
      description: params.description ?? charge.description,
    });
    scope.emit('charge.updated', changed, {});
    return changed;
  },
};

/** How an attempt to charge went; `pending` is a charge that is processing. */
export type ChargeEnd = { status: 'succeeded' | 'pending' } | { status: 'failed'; decline: Decline };

/** One attempt to charge an intent's amount. Tells nobody yet: the intent's events come with it. */
export function createCharge(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  end: ChargeEnd,
): Stripe.Charge {
  const isHeld = end.status === 'succeeded' && intent.capture_method === 'manual';
  const charge: Stripe.Charge = {
    ...blankCharge(scope),
    amount: intent.amount,
    billing_details: method.billing_details,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    metadata: intent.metadata,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method),
    receipt_email: intent.receipt_email,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
  };
  if (end.status === 'failed') return failCharge(scope, charge, end.decline);
  if (isHeld) return scope.save('charge', { ...charge, status: 'succeeded', paid: true, captured: false });
  return end.status === 'succeeded' ? settleCharge(scope, charge) : scope.save('charge', charge);
}

/** The money has come. */
export function settleCharge(scope: Scope, charge: Stripe.Charge, amount = charge.amount): Stripe.Charge {
  const { id, currency } = charge;
  const booked = book(scope, { type: 'charge', amount, currency, source: id, feeMinor: feeOf(amount) });
  return scope.save('charge', {
    ...charge,
    amount_captured: amount,
    balance_transaction: booked.id,
    captured: true,
    outcome: outcome('authorized', 'approved_by_network', null),
    paid: true,
    receipt_url: `${scope.world.pagesUrl()}/c/receipt/${id}`,
    status: 'succeeded',
  });
}

/** The bank has said no. */
export function failCharge(scope: Scope, charge: Stripe.Charge, decline: Decline): Stripe.Charge {
  return scope.save('charge', {
    ...charge,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: outcome('issuer_declined', 'declined_by_network', decline.declineCode ?? decline.code),
    paid: false,
    status: 'failed',
  });
}

function outcome(type: string, networkStatus: string, reason: string | null): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: reason && '05',
    network_status: networkStatus,
    reason,
    risk_level: 'normal',
    risk_score: 21,
    seller_message: reason
      ? 'The bank did not return any further details with this decline.'
      : 'Payment complete.',
    type,
  };
}

/** What Stripe copies of the payment method into its charges. */
function methodDetails({ type, card }: Stripe.PaymentMethod): Stripe.Charge.PaymentMethodDetails {
  if (type !== 'card' || !card) return { type, [type]: {} };
  return {
    type,
    card: {
      amount_authorized: null,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: newId('nti').slice(4, 19),
      regulated_status: card.regulated_status,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

function blankCharge(scope: Scope) {
  return {
    id: newId('ch'),
    object: 'charge' as const,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    calculated_statement_descriptor: 'SIMULATED',
    captured: false,
    created: scope.now(),
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    radar_options: {},
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    transfer_data: null,
    transfer_group: null,
  };
}
