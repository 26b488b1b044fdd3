import type { Context } from '@/lib/core/context';
import { must } from '@/lib/infra/stripe';
import { getCustomer } from '@/lib/tenants';
import { idempotencyKey } from './idempotency-key';
import { type PayerRow, readPayer, writePayer } from './payer-store';
import type { StripeScope } from './stripe-scope';

/** The customer as Stripe knows it on this account; made there on first use, once however often it is asked. */
export async function ensurePayer(
  ctx: Context,
  { customerId, scope }: { customerId: string; scope: StripeScope },
): Promise<PayerRow> {
  const { client, account, on } = scope;
  const known = await readPayer(ctx, ctx.provider.id, customerId);
  if (known?.account === account) return known;
  const { name, email } = await getCustomer(ctx, { id: customerId });
  const identity = { what: 'customer', providerId: ctx.provider.id, customerId, account } as const;
  const metadata = { provider: ctx.provider.id, customer: customerId };
  const made = await must(
    'customer',
    client.customers.create({ metadata, name, email }, { ...on, idempotencyKey: idempotencyKey(identity) }),
  );
  await writePayer(ctx, ctx.provider.id, { customerId, account, stripeCustomer: made.id });
  const row = await readPayer(ctx, ctx.provider.id, customerId);
  if (!row) throw new Error(`the payer ${customerId} was not written`);
  return row;
}
