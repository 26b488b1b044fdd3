import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { checkFraction, formatAmount } from '../money';
import { invalid } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import { cardByNumber } from '../test-cards';
import { book } from './balance-transactions';

/** A pending refund of the test card for it ends after this long, unless the control endpoint is quicker. */
const PENDING_SECONDS = 3600;

export const refunds: Handlers<
  'POST /v1/refunds' | 'GET /v1/refunds' | 'GET /v1/refunds/:id' | 'POST /v1/refunds/:id'
> = {
  'POST /v1/refunds': ({ scope, params }) => createRefund(scope, params),
  'GET /v1/refunds': ({ scope, params }) => {
    const { charge, payment_intent: intent } = params;
    const found = scope
      .all('refund')
      .filter((refund) => charge === undefined || idOf(refund.charge) === charge)
      .filter((refund) => intent === undefined || idOf(refund.payment_intent) === intent);
    return page(found, params, '/v1/refunds');
  },
  'GET /v1/refunds/:id': ({ scope, id }) => scope.get('refund', id),
  'POST /v1/refunds/:id': ({ scope, params, id }) => {
    const refund = scope.get('refund', id);
    const metadata = mergeMetadata(refund.metadata ?? {}, params.metadata);
    const changed = scope.save('refund', { ...refund, metadata });
    scope.emit('refund.updated', changed, {});
    return changed;
  },
};

function createRefund(scope: Scope, params: Stripe.RefundCreateParams): Stripe.Refund {
  const charge = chargeOf(scope, params);
  const amount = amountOf(charge, params.amount);
  const card = cardByNumber(scope.facts(charge.payment_method ?? '').cardNumber ?? '');
  const isPending = card?.refunds === 'pending';
  const id = newId('re');
  const booked = book(scope, { type: 'refund', amount: -amount, currency: charge.currency, source: id });
  const refund: Stripe.Refund = scope.save('refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: booked.id,
    charge: charge.id,
    created: scope.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: { type: 'card' },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: isPending ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  if (card?.refunds) scope.know(id, { settlesAt: scope.now() + PENDING_SECONDS });
  const amount_refunded = charge.amount_refunded + amount;
  const refunded = scope.save('charge', {
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount_captured,
  });
  scope.emit('refund.created', refund);
  scope.emit('charge.refunded', refunded, { amount_refunded: charge.amount_refunded });
  return refund;
}

/** Ends a refund that was pending (or seemed to have succeeded); a failed one gives the money back. */
export function settleRefund(
  scope: Scope,
  refund: Stripe.Refund,
  end: 'succeeded' | 'failed',
): Stripe.Refund {
  scope.know(refund.id, { settlesAt: undefined });
  if (refund.status === end) return refund;
  const settled: Stripe.Refund = { ...refund, status: end };
  if (end === 'failed') {
    const { amount, currency, id } = refund;
    const charge = scope.get('charge', idOf(refund.charge) ?? '');
    settled.failure_reason = 'expired_or_canceled_card';
    settled.failure_balance_transaction = book(scope, {
      type: 'refund_failure',
      amount,
      currency,
      source: id,
    }).id;
    const amount_refunded = charge.amount_refunded - amount;
    scope.save('charge', { ...charge, amount_refunded, refunded: false });
  }
  scope.save('refund', settled);
  scope.emit('refund.updated', settled, { status: refund.status });
  scope.emit('charge.refund.updated', settled, { status: refund.status });
  if (end === 'failed') scope.emit('refund.failed', settled);
  return settled;
}

function chargeOf(
  scope: Scope,
  { charge, payment_intent: intentId }: Stripe.RefundCreateParams,
): Stripe.Charge {
  if (charge !== undefined) return refundable(scope.get('charge', charge, 'charge'));
  if (intentId === undefined) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
      {
        code: 'parameter_missing',
      },
    );
  }
  const intent = scope.get('payment_intent', intentId, 'payment_intent');
  const latest = idOf(intent.latest_charge);
  if (!latest || intent.status !== 'succeeded') {
    throw invalid(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    });
  }
  return refundable(scope.get('charge', latest));
}

function refundable(charge: Stripe.Charge): Stripe.Charge {
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalid(`Charge ${charge.id} has not been captured, so it cannot be refunded.`, {
      code: 'charge_not_refundable',
      param: 'charge',
    });
  }
  if (charge.disputed) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  if (charge.refunded) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  return charge;
}

/** Never more than is left of what was captured. */
function amountOf(charge: Stripe.Charge, asked: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = asked ?? left;
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > left) {
    const [wanted, rest] = [amount, left].map((minor) => formatAmount(minor, charge.currency));
    throw invalid(`Refund amount (${wanted}) is greater than unrefunded amount on charge (${rest})`, {
      param: 'amount',
    });
  }
  checkFraction(amount, charge.currency);
  return amount;
}
