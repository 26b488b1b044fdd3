import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { invalid } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import { book } from './balance-transactions';

/** Stripe's own fee for a dispute, in the smallest unit of whatever currency. */
const FEE = 1500;
const EVIDENCE_SECONDS = 7 * 24 * 3600;

export const disputes: Handlers<
  'GET /v1/disputes' | 'GET /v1/disputes/:id' | 'POST /v1/disputes/:id' | 'POST /v1/disputes/:id/close'
> = {
  'GET /v1/disputes': ({ scope, params }) => {
    const { charge, payment_intent: intent } = params;
    const found = scope
      .all('dispute')
      .filter((dispute) => charge === undefined || idOf(dispute.charge) === charge)
      .filter((dispute) => intent === undefined || idOf(dispute.payment_intent) === intent);
    return page(found, params, '/v1/disputes');
  },
  'GET /v1/disputes/:id': ({ scope, id }) => scope.get('dispute', id),
  'POST /v1/disputes/:id': ({ scope, params, id }) => {
    const dispute = scope.get('dispute', id);
    const metadata = mergeMetadata(dispute.metadata, params.metadata);
    const status = params.submit === false || !params.evidence ? dispute.status : 'under_review';
    const changed = scope.save('dispute', { ...dispute, metadata, status });
    scope.emit('charge.dispute.updated', changed, {});
    return changed;
  },
  'POST /v1/disputes/:id/close': ({ scope, id }) => closeDispute(scope, scope.get('dispute', id), 'lost'),
};

/** A customer has asked their bank for the money back; Stripe takes it, and its fee, until it is decided. */
export function openDispute(
  scope: Scope,
  charge: Stripe.Charge,
  { reason = 'fraudulent', amount = charge.amount_captured }: { reason?: string; amount?: number },
): Stripe.Dispute {
  if (charge.disputed) throw invalid(`Charge ${charge.id} is disputed already.`);
  if (!charge.captured || amount < 1 || amount > charge.amount_captured) {
    throw invalid(`A dispute of ${amount} is not possible for charge ${charge.id}.`, { param: 'amount' });
  }
  const id = newId('du');
  const { currency } = charge;
  const taken = book(scope, { type: 'adjustment', amount: -amount, currency, source: id, feeMinor: FEE });
  const dispute = scope.save('dispute', {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [taken],
    charge: charge.id,
    created: scope.now(),
    currency,
    enhanced_eligibility_types: [],
    evidence: {} as Stripe.Dispute.Evidence,
    evidence_details: {
      due_by: scope.now() + EVIDENCE_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: 'manual',
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: '10.4',
    payment_intent: idOf(charge.payment_intent),
    reason,
    status: 'needs_response',
  });
  scope.save('charge', { ...charge, disputed: true });
  scope.emit('charge.dispute.created', dispute);
  scope.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The bank has decided; won, the money comes back. */
export function closeDispute(scope: Scope, dispute: Stripe.Dispute, status: 'won' | 'lost'): Stripe.Dispute {
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw invalid('This dispute is already closed', { code: 'dispute_already_closed' });
  }
  const { id, amount, currency } = dispute;
  const returned =
    status === 'won' ? [book(scope, { type: 'adjustment', amount, currency, source: id })] : [];
  const closed = scope.save('dispute', {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, ...returned],
    status,
  });
  scope.emit('charge.dispute.closed', closed, { status: dispute.status });
  if (status === 'won') scope.emit('charge.dispute.funds_reinstated', closed);
  return closed;
}
