import { type OwedInvoice, owedInvoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { AppError, invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { sumMinor } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { ask } from '@/lib/infra/stripe';
import { leaseFromNow, sharesOf } from '../charge/start-charge';
import { supersede } from '../charge/supersede';
import { ensurePayer } from '../ensure-payer';
import { idempotencyKey } from '../idempotency-key';
import type { HostedPage } from '../methods/start-card-setup';
import { countPaymentsOf, insertPayment, type PaymentRow, readLivePayment } from '../store';
import { chargeableMinor, isBelowMinimum } from '../stripe-amount';
import { outside, type StripeScope, scopeOfAccount, stripeScope } from '../stripe-scope';
import { openPage } from './open-page';

interface Input {
  invoice: string;
  returnUrl: string;
}

/**
 * A page of Stripe's on which a customer pays an open invoice by hand: any card, 3-D Secure, UPI, what the
 * provider's account takes. Asked for again it is the same page, as long as the invoice owes the same.
 * @throws AppError `invalid_state` when nothing is owed or a payment is under way
 */
export async function startHostedPayment(ctx: Context, input: Input): Promise<HostedPage> {
  const free = outside(ctx);
  const scope = await stripeScope(free);
  const { customerId } = await owedInvoice(free, { id: input.invoice });
  const { stripeCustomer } = await ensurePayer(free, { customerId, scope });
  let recorded = await record(free, { ...input, scope, stripeCustomer });
  if ('busy' in recorded) {
    const page = await reusable(free, recorded.busy, recorded.owes);
    if (page) return page;
    await supersede(free, recorded.busy);
    recorded = await record(free, { ...input, scope, stripeCustomer });
  }
  if ('busy' in recorded) throw new AppError('invalid_state', 'A payment of this invoice is under way.');
  const name = `Invoice ${recorded.invoice.number ?? recorded.invoice.id}`;
  return openPage(free, recorded.payment, { name, returnUrl: input.returnUrl });
}

type Recorded = { busy: PaymentRow; owes: bigint } | { payment: PaymentRow; invoice: OwedInvoice };

function record(
  ctx: Context,
  input: Input & { scope: StripeScope; stripeCustomer: string },
): Promise<Recorded> {
  return inTransaction(ctx, async (inner) => {
    const invoice = await owedInvoice(inner, { id: input.invoice, locked: true });
    const isOwed = ['open', 'uncollectible'].includes(invoice.status) && invoice.amountDue > 0n;
    if (!isOwed)
      throw new AppError('invalid_state', `Nothing is to be paid: the invoice is ${invoice.status}.`);
    const busy = await readLivePayment(inner, ctx.provider.id, invoice.id);
    if (busy) return { busy, owes: invoice.amountDue };
    const alone = [{ invoiceId: invoice.id, amount: invoice.amountDue }];
    const isSmall = isBelowMinimum(invoice.amountDue, invoice.currency);
    const shares = isSmall ? await sharesOf(inner, invoice) : alone;
    const amount = chargeableMinor(sumMinor(shares.map((share) => share.amount)), invoice.currency);
    if (isBelowMinimum(amount, invoice.currency)) {
      throw invalidField(
        'invoice',
        'too_small',
        'Too little to be paid alone; it is collected with the next.',
      );
    }
    const attempt = (await countPaymentsOf(inner, ctx.provider.id, invoice.id)) + 1;
    const createdAt = ctx.clock.now();
    const { customerId, currency } = invoice;
    const { scope, stripeCustomer } = input;
    const identity = { what: 'charge', providerId: ctx.provider.id, invoiceId: invoice.id, attempt } as const;
    const facts = {
      ...{ id: newId('payment', createdAt), customerId, purpose: 'invoice', source: 'hosted', attempt },
      ...{ currency, amount, account: scope.account, stripeCustomer, status: 'created', createdAt },
      ...{ idempotencyKey: idempotencyKey(identity), leasedUntil: leaseFromNow() },
    };
    return { payment: await insertPayment(inner, ctx.provider.id, facts, shares), invoice };
  });
}

/** The page that is open already, if it still is and asks for what is owed now. */
async function reusable(ctx: Context, row: PaymentRow, owes: bigint): Promise<HostedPage | null> {
  const isSame = row.status === 'open' && chargeableMinor(owes, row.currency) === row.amount;
  if (!isSame || row.stripeSession === null) return null;
  const { client, on } = scopeOfAccount(ctx, row.account);
  const call = client.checkout.sessions.retrieve(row.stripeSession, {}, on);
  const session = await ask('checkout.session', call);
  return session.status === 'open' && session.url ? { url: session.url, session: session.id } : null;
}
