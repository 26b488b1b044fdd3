import { type Done, type DueSource, refreshStanding } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { stripeKeys } from '@/lib/infra/stripe';
import { collectInvoice } from './charge/charge-invoice';
import { takeOverPayment } from './charge/take-over-payment';
import * as due from './due-store';
import { warnOfExpiry } from './methods/warn-of-expiry';
import { sendRefund } from './refunds/send-refund';
import { topUpAutomatically } from './top-up/top-up-automatically';

/** What falls due about money: done with billing's own in one order, by the job and by a sandbox's clock. */

/** Without a key nothing of Stripe's falls due; it does once there is one. */
const isSetUp = (ctx: Context) => stripeKeys()[ctx.provider.mode] !== null;

function source(
  kind: string,
  rank: number,
  queries: { of: due.DueQuery; providers: due.DueProvidersQuery; needsStripe: boolean },
  run: (ctx: Context, id: string) => Promise<Omit<Done, 'at'> | null>,
): DueSource {
  const { of, providers, needsStripe } = queries;
  return {
    kind,
    rank,
    read: async (ctx, until, limit) =>
      needsStripe && !isSetUp(ctx) ? [] : of(ctx, ctx.provider.id, until, limit),
    readProviders: async (now) => (needsStripe && !stripeKeys().live ? [] : providers(now)),
    run: async (ctx, { at, id }) => {
      const done = await run(ctx, id);
      return done ? [{ at: at.toISOString(), ...done }] : [];
    },
  };
}

const WHAT: Record<string, string> = {
  succeeded: 'invoice_charged',
  processing: 'payment_processing',
  failed: 'payment_failed',
  requires_action: 'payment_failed',
};

async function collect(ctx: Context, invoice: string): Promise<Omit<Done, 'at'> | null> {
  const outcome = await collectInvoice(ctx, { invoice });
  if (outcome.kind === 'no_card' && outcome.hadOne) {
    return { what: 'payment_failed', customer: outcome.invoice.customerId, invoice };
  }
  if (outcome.kind !== 'charged') return null;
  const what = WHAT[outcome.payment.status];
  return what === undefined ? null : { what, customer: outcome.payment.customerId, invoice };
}

async function stopAccess(ctx: Context, customerId: string): Promise<Omit<Done, 'at'>> {
  await inTransaction(ctx, (inner) => refreshStanding(inner, { customerId }));
  return { what: 'access_stopped', customer: customerId };
}

export const paymentSources: readonly DueSource[] = [
  source(
    'payment',
    10,
    { of: due.readUnanswered, providers: due.readProvidersUnanswered, needsStripe: true },
    async (ctx, id) => {
      await takeOverPayment(ctx, { id });
      return null;
    },
  ),
  source(
    'collection',
    11,
    { of: due.readToCollect, providers: due.readProvidersToCollect, needsStripe: true },
    collect,
  ),
  source(
    'refund',
    12,
    { of: due.readRefunds, providers: due.readProvidersWithRefunds, needsStripe: true },
    async (ctx, id) => {
      const row = await sendRefund(ctx, { id });
      return row?.status === 'succeeded' ? { what: 'payment_refunded', customer: row.customerId } : null;
    },
  ),
  source(
    'access_stop',
    13,
    { of: due.readAccessStops, providers: due.readProvidersWithAccessStops, needsStripe: false },
    stopAccess,
  ),
  source(
    'expiry',
    14,
    { of: due.readExpiring, providers: due.readProvidersWithExpiring, needsStripe: false },
    async (ctx, id) => {
      const method = await warnOfExpiry(ctx, { id });
      return method && { what: 'card_expiry_warned', customer: method.customerId };
    },
  ),
  source(
    'top_up',
    15,
    { of: due.readTopUps, providers: due.readProvidersWithTopUps, needsStripe: true },
    async (ctx, customerId) => {
      const payment = await topUpAutomatically(ctx, { customer: customerId });
      return payment?.status === 'succeeded' ? { what: 'credits_bought', customer: customerId } : null;
    },
  ),
];
