import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { must } from '@/lib/infra/stripe';
import { end } from '../charge/converge-intent';
import type { HostedPage } from '../methods/start-card-setup';
import { lockPayment, type PaymentRow, updatePayment } from '../store';
import { toStripeAmount } from '../stripe-amount';
import { scopeOfAccount } from '../stripe-scope';

/** Opens the page of a payment that was recorded; one that Stripe refuses is over. */
export async function openPage(
  ctx: Context,
  row: PaymentRow,
  { name, returnUrl }: { name: string; returnUrl: string },
): Promise<HostedPage> {
  const { client, on } = scopeOfAccount(ctx, row.account);
  const metadata = { provider: ctx.provider.id, payment: row.id, purpose: row.purpose };
  const price = {
    currency: row.currency.toLowerCase(),
    unit_amount: toStripeAmount(row.amount, row.currency),
    product_data: { name },
  };
  try {
    const session = await must(
      'checkout.session',
      client.checkout.sessions.create(
        {
          mode: 'payment',
          customer: row.stripeCustomer,
          line_items: [{ price_data: price, quantity: 1 }],
          success_url: returnUrl,
          cancel_url: returnUrl.replace('{CHECKOUT_SESSION_ID}', ''),
          metadata,
          payment_intent_data: { metadata, description: `${name}, ${ctx.provider.name}` },
        },
        { ...on, idempotencyKey: row.idempotencyKey },
      ),
    );
    const facts = { status: 'open', stripeSession: session.id, hostedUrl: session.url, leasedUntil: null };
    await updatePayment(ctx, ctx.provider.id, row.id, facts);
    return { url: session.url ?? '', session: session.id };
  } catch (error) {
    if (isAppError(error) && error.code !== 'unavailable') await giveUp(ctx, row, error.message);
    throw error;
  }
}

async function giveUp(ctx: Context, row: PaymentRow, message: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const locked = await lockPayment(inner, ctx.provider.id, row.id);
    if (locked?.status === 'created') {
      await end(inner, locked, 'failed', { code: 'refused', message, isHard: true });
    }
  });
}
