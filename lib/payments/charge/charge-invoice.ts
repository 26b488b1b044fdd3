import { owedInvoice, scheduleCollection } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { dunningOf } from '../dunning-settings';
import type { PaymentRow } from '../store';
import { outside, stripeScope } from '../stripe-scope';
import { failInvoice } from './converge-intent';
import { sendCharge } from './send-charge';
import { type Started, startCharge } from './start-charge';
import { supersede } from './supersede';

export type Charged = Exclude<Started, { kind: 'recorded' }> | { kind: 'charged'; payment: PaymentRow };

/**
 * Charges an open invoice to the customer's card. A page that waits for the customer, or a charge that waits for
 * its confirmation, is taken back first; one that is under way is left to end.
 */
export async function chargeInvoice(
  ctx: Context,
  input: { invoice: string; source: 'automatic' | 'manual' },
): Promise<Charged> {
  const free = outside(ctx);
  const scope = await stripeScope(free);
  const started = await startCharge(free, { ...input, scope });
  if (started.kind === 'recorded') return charged(free, started.payment);
  if (started.kind !== 'busy' || !(await supersede(free, started.payment))) return started;
  const again = await startCharge(free, { ...input, scope });
  return again.kind === 'recorded' ? charged(free, again.payment) : again;
}

async function charged(ctx: Context, payment: PaymentRow): Promise<Charged> {
  return { kind: 'charged', payment: await sendCharge(ctx, payment) };
}

/**
 * What the schedule does when an invoice is to be collected. Without a card there is nothing to charge: a customer
 * who never gave one pays by hand, unless the provider pursues those too, from the due date on; one who took its
 * card away is pursued like one whose card fails.
 */
export async function collectInvoice(ctx: Context, input: { invoice: string }): Promise<Charged> {
  const outcome = await chargeInvoice(ctx, { ...input, source: 'automatic' });
  if (outcome.kind === 'busy') await scheduleCollection(ctx, { ...input, collectAt: null });
  if (outcome.kind === 'no_card') await withoutCard(ctx, outcome);
  return outcome;
}

async function withoutCard(ctx: Context, { hadOne, invoice }: Extract<Started, { kind: 'no_card' }>) {
  const isPursued = hadOne || (await dunningOf(ctx)).withoutCard === 'pursue';
  if (!isPursued) return scheduleCollection(ctx, { invoice: invoice.id, collectAt: null });
  const isDue = hadOne || invoice.dueAt === null || invoice.dueAt <= ctx.clock.now();
  if (!isDue) return scheduleCollection(ctx, { invoice: invoice.id, collectAt: invoice.dueAt });
  const message = 'There is no card to charge.';
  const failure = { code: 'no_payment_method', message, isHard: true };
  const { failedAttempts } = await owedInvoice(ctx, { id: invoice.id });
  return failInvoice(ctx, { invoice: invoice.id, failure, isScheduled: failedAttempts === 0 });
}
