import type Stripe from 'stripe';
import { notePaymentFailure, owedInvoice, receivePayment } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { leastMinor } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { isHardDecline } from '../classify-error';
import { nextStep } from '../dunning';
import { dunningOf } from '../dunning-settings';
import { recordRefund } from '../refunds/record-refund';
import { OVER } from '../schemas';
import {
  lockPayment,
  type PaymentRow,
  readShares,
  releaseShares,
  type ShareRow,
  updatePayment,
  writeApplied,
} from '../store';
import { fromStripeAmount } from '../stripe-amount';
import { creditTopUp } from '../top-up/credit-top-up';

export interface Failure {
  code: string;
  message: string;
  isHard: boolean;
}

/**
 * Brings a payment into line with its PaymentIntent as Stripe describes it now. Called with the answer of a
 * charge, by webhooks, by the reconciliation: in any order and any number of times. Money that has arrived never
 * un-arrives, and is applied once, under the payment's lock.
 */
export async function convergeIntent(
  ctx: Context,
  { paymentId, intent }: { paymentId: string; intent: Stripe.PaymentIntent },
): Promise<PaymentRow | null> {
  return inTransaction(ctx, async (inner) => {
    const row = await lockPayment(inner, ctx.provider.id, paymentId);
    if (!row || row.status === 'succeeded') return row;
    if (row.stripeIntent === null) {
      await updatePayment(inner, ctx.provider.id, row.id, { stripeIntent: intent.id });
    }
    await moveTo(inner, row, intent);
    return lockPayment(inner, ctx.provider.id, paymentId);
  });
}

async function moveTo(ctx: Context, row: PaymentRow, intent: Stripe.PaymentIntent): Promise<void> {
  switch (intent.status) {
    case 'succeeded':
      return succeed(ctx, row, fromStripeAmount(intent.amount_received, row.currency));
    case 'processing':
      return underWay(ctx, row, 'processing');
    case 'requires_action':
      // On a page of Stripe's the customer is just doing it; a charge behind its back has failed to go through.
      if (row.source === 'hosted') return;
      return fail(ctx, row, AUTHENTICATION_NEEDED, row.purpose === 'invoice' ? 'requires_action' : 'failed');
    case 'requires_payment_method':
      // A decline on a hosted page is no end: the customer tries another card there.
      if (row.source === 'hosted') return;
      return fail(ctx, row, failureOf(intent.last_payment_error), 'failed');
    case 'canceled':
      return cancel(ctx, row);
    default:
      return;
  }
}

function failureOf(error: Stripe.PaymentIntent.LastPaymentError | null): Failure {
  const code = error?.decline_code ?? error?.code ?? 'card_declined';
  return {
    code,
    message: error?.message ?? 'The payment was declined.',
    isHard: isHardDecline(code) || isHardDecline(error?.code ?? ''),
  };
}

const AUTHENTICATION_NEEDED: Failure = {
  code: 'authentication_required',
  message: 'The bank asks the customer to confirm this payment in person.',
  isHard: true,
};

/** The money is there: each invoice takes what it still owes, and what none of them takes goes back. */
async function succeed(ctx: Context, row: PaymentRow, received: bigint): Promise<void> {
  await updatePayment(ctx, ctx.provider.id, row.id, {
    status: 'succeeded',
    amountReceived: received,
    settledAt: ctx.clock.now(),
    leasedUntil: null,
    failureCode: null,
    failureMessage: null,
    liveTopUpFor: null,
  });
  await releaseShares(ctx, ctx.provider.id, row.id);
  if (row.purpose === 'top_up') return creditTopUp(ctx, { payment: row, receivedMinor: received });
  let left = received;
  for (const share of await readShares(ctx, ctx.provider.id, row.id)) {
    const offered = leastMinor(left, share.amount);
    const applied = await receivePayment(ctx, { invoice: share.invoiceId, amountMinor: offered });
    await writeApplied(ctx, ctx.provider.id, { ...share, applied });
    left -= applied;
  }
  if (left <= 0n) return;
  const payment = { ...row, amountReceived: received };
  await recordRefund(ctx, { payment, amountMinor: left, reason: 'surplus', creditNoteId: null });
}

async function underWay(ctx: Context, row: PaymentRow, status: 'processing'): Promise<void> {
  if (OVER.includes(row.status)) return;
  await updatePayment(ctx, ctx.provider.id, row.id, { status, leasedUntil: null });
}

async function cancel(ctx: Context, row: PaymentRow): Promise<void> {
  if (OVER.includes(row.status)) return;
  await end(ctx, row, 'cancelled');
}

/** Ends a payment that brought nothing. */
export async function end(
  ctx: Context,
  row: PaymentRow,
  status: 'failed' | 'cancelled',
  failure?: Failure,
): Promise<void> {
  await updatePayment(ctx, ctx.provider.id, row.id, {
    status,
    settledAt: ctx.clock.now(),
    leasedUntil: null,
    liveTopUpFor: null,
    ...(failure && { failureCode: failure.code, failureMessage: failure.message }),
  });
  await releaseShares(ctx, ctx.provider.id, row.id);
}

/** A charge that did not go through: the invoice's next step follows from it, once. */
export async function fail(
  ctx: Context,
  row: PaymentRow,
  failure: Failure,
  status: 'failed' | 'requires_action' = 'failed',
): Promise<void> {
  if (OVER.includes(row.status) || row.status === 'requires_action') return;
  if (status === 'failed') await end(ctx, row, 'failed', failure);
  else {
    const { code: failureCode, message: failureMessage } = failure;
    const facts = { status, failureCode, failureMessage, leasedUntil: null };
    await updatePayment(ctx, ctx.provider.id, row.id, facts);
  }
  if (row.purpose !== 'invoice') return;
  const invoice = mainInvoice(await readShares(ctx, ctx.provider.id, row.id));
  if (invoice === null) return;
  await failInvoice(ctx, { invoice, failure, isScheduled: row.source === 'automatic' });
}

/** The one that was charged; small ones that rode along wait for the next. */
function mainInvoice(shares: readonly ShareRow[]): string | null {
  const [first] = [...shares].sort((left, right) => (left.amount < right.amount ? 1 : -1));
  return first?.invoiceId ?? null;
}

/** Where an invoice goes from a failure, by the provider's schedule. */
export async function failInvoice(
  ctx: Context,
  { invoice, failure, isScheduled }: { invoice: string; failure: Failure; isScheduled: boolean },
): Promise<void> {
  const { failedAttempts, failingSince, collectAt } = await owedInvoice(ctx, { id: invoice });
  const now = ctx.clock.now();
  const { isHard, code: reason, message } = failure;
  const settings = await dunningOf(ctx);
  const step = nextStep(settings, { failedBefore: failedAttempts, failingSince, now, isHard });
  // A try that somebody asked for does not use up one of the schedule's.
  const kept = { attempt: Math.max(failedAttempts, 1), nextAttemptAt: isHard ? null : collectAt };
  const isExtra = !isScheduled && failedAttempts > 0;
  await notePaymentFailure(ctx, { invoice, reason, message, ...step, ...(isExtra && kept) });
}
