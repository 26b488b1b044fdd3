import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { askList } from '@/lib/infra/stripe';
import { leasePayment, lockPayment, type PaymentRow, readPayment } from '../store';
import { outside, scopeOfAccount } from '../stripe-scope';
import { convergeIntent, end, fail } from './converge-intent';
import { convergeSession } from './converge-session';
import { sendCharge } from './send-charge';
import { leaseFromNow } from './start-charge';

/** Stripe forgets idempotency keys after a day at the earliest; a call that is older is looked for instead. */
const KEY_LIVES_MS = 20 * 60 * 60 * 1000;
const LOOKED_AT = 100;

/**
 * A payment whose maker died between writing it down and hearing Stripe's answer. While the key lives the same
 * call is made again, which charges nobody twice; afterwards Stripe is asked whether it ever got it.
 */
export async function takeOverPayment(ctx: Context, input: { id: string }): Promise<PaymentRow | null> {
  const free = outside(ctx);
  const now = systemClock.now();
  // As it was before the lease: how old the last try is.
  const row = await readPayment(free, ctx.provider.id, input.id);
  const lease = { now, until: leaseFromNow() };
  if (!row || !(await leasePayment(free, ctx.provider.id, input.id, lease))) return null;
  if (row.source !== 'hosted' && isYoung(row, now)) return sendCharge(free, row);
  return lookFor(free, row);
}

/** By real time where the row says it; a sandbox's clock may stand anywhere. */
function isYoung({ leasedUntil }: PaymentRow, now: Date): boolean {
  return leasedUntil === null || now.getTime() - leasedUntil.getTime() < KEY_LIVES_MS;
}

async function lookFor(ctx: Context, row: PaymentRow): Promise<PaymentRow | null> {
  const { client, on } = scopeOfAccount(ctx, row.account);
  const page = { customer: row.stripeCustomer, limit: LOOKED_AT };
  if (row.source === 'hosted') {
    const { data } = await askList(client.checkout.sessions.list(page, on));
    const session = data.find(({ metadata }) => metadata?.payment === row.id);
    if (session) return convergeSession(ctx, { paymentId: row.id, session });
  } else {
    const { data } = await askList(client.paymentIntents.list(page, on));
    const intent = data.find(({ metadata }) => metadata?.payment === row.id);
    if (intent) return convergeIntent(ctx, { paymentId: row.id, intent });
  }
  await inTransaction(ctx, async (inner) => {
    const locked = await lockPayment(inner, ctx.provider.id, row.id);
    if (locked?.status !== 'created') return;
    if (row.source === 'hosted') return end(inner, locked, 'cancelled');
    const message = 'The payment service was away.';
    await fail(inner, locked, { code: 'not_sent', message, isHard: false });
  });
  return readPayment(ctx, ctx.provider.id, row.id);
}
