import { type OwedInvoice, owedInvoice, scheduleCollection, waitingInvoicesOf } from '@/lib/billing';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { sumMinor } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { ensurePayer } from '../ensure-payer';
import { idempotencyKey } from '../idempotency-key';
import { hadMethod, readMethod } from '../payer-store';
import { countPaymentsOf, insertPayment, type PaymentRow, readLivePayment } from '../store';
import { chargeableMinor, isBelowMinimum } from '../stripe-amount';
import type { StripeScope } from '../stripe-scope';

/** Longer than the client's patience with all its tries: until then the maker is taken to be at work. */
export const LEASE_MS = 90_000;

export type Started =
  /** Recorded; Stripe is to be asked. */
  | { kind: 'recorded'; payment: PaymentRow }
  /** Another payment of the invoice is under way. */
  | { kind: 'busy'; payment: PaymentRow }
  | { kind: 'too_small' }
  | { kind: 'no_card'; hadOne: boolean; invoice: OwedInvoice }
  | { kind: 'settled' };

/**
 * Records that an invoice is about to be charged to the customer's card, before Stripe hears of it. The invoice's
 * lock and the unique index on payments under way let one charge at a time through, whoever wants it: the
 * schedule, the provider, the customer, another worker.
 */
export async function startCharge(
  ctx: Context,
  input: { invoice: string; source: 'automatic' | 'manual'; scope: StripeScope },
): Promise<Started> {
  const { customerId } = await owedInvoice(ctx, { id: input.invoice });
  const payer = await ensurePayer(ctx, { customerId, scope: input.scope });
  return inTransaction(ctx, async (inner) => {
    const invoice = await owedInvoice(inner, { id: input.invoice, locked: true });
    if (invoice.status !== 'open' || invoice.amountDue <= 0n) return { kind: 'settled' };
    const live = await readLivePayment(inner, ctx.provider.id, invoice.id);
    if (live) return { kind: 'busy', payment: live };
    const shares = await sharesOf(inner, invoice);
    const amount = chargeableMinor(sumMinor(shares.map((share) => share.amount)), invoice.currency);
    if (isBelowMinimum(amount, invoice.currency)) {
      await scheduleCollection(inner, { invoice: invoice.id, collectAt: null });
      return { kind: 'too_small' };
    }
    const methodId = payer.defaultMethodId;
    const method = methodId === null ? null : await readMethod(inner, ctx.provider.id, methodId);
    if (!method || method.removedAt !== null) {
      const hadOne = await hadMethod(inner, ctx.provider.id, { customerId, account: payer.account });
      return { kind: 'no_card', hadOne, invoice };
    }
    const attempt = (await countPaymentsOf(inner, ctx.provider.id, invoice.id)) + 1;
    const createdAt = ctx.clock.now();
    const identity = { what: 'charge', providerId: ctx.provider.id, invoiceId: invoice.id, attempt } as const;
    const facts = {
      ...{
        customerId,
        purpose: 'invoice',
        source: input.source,
        attempt,
        currency: invoice.currency,
        amount,
      },
      ...{ account: input.scope.account, stripeCustomer: payer.stripeCustomer },
      ...{ stripeMethod: method.stripeId, methodId: method.id, idempotencyKey: idempotencyKey(identity) },
      ...{ id: newId('payment', createdAt), status: 'created', createdAt, leasedUntil: leaseFromNow() },
    };
    const payment = await insertPayment(inner, ctx.provider.id, facts, shares);
    if (input.source === 'automatic') {
      await scheduleCollection(inner, { invoice: invoice.id, collectAt: null });
    }
    return { kind: 'recorded', payment };
  });
}

/** Of real time, whatever the account's clock says: it measures a process at work. */
export function leaseFromNow(): Date {
  return new Date(systemClock.now().getTime() + LEASE_MS);
}

/** The invoice, and those that were too small to be charged alone. */
export async function sharesOf(
  ctx: Context,
  invoice: OwedInvoice,
): Promise<{ invoiceId: string; amount: bigint }[]> {
  const waiting = await waitingInvoicesOf(ctx, invoice);
  const small = waiting.filter(({ amountDue }) => isBelowMinimum(amountDue, invoice.currency));
  const shares = [{ invoiceId: invoice.id, amount: invoice.amountDue }];
  for (const { id, amountDue } of small) {
    if (await readLivePayment(ctx, ctx.provider.id, id)) continue;
    shares.push({ invoiceId: id, amount: amountDue });
  }
  return shares;
}
