import { listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { must } from '@/lib/infra/stripe';
import { maySeeCustomer, requireWriter } from '@/lib/tenants';
import { lockPayer, type MethodRow, readMethod } from '../payer-store';
import type { PaymentMethodView } from '../schemas';
import { outside, scopeOfAccount } from '../stripe-scope';
import { chargeFromNow, convergeMethod } from './converge-method';
import { listPaymentMethods } from './list-methods';

/** Makes a customer's method the one that is charged; what is open is tried on it. */
export async function setDefaultMethod(
  ctx: Context,
  input: { id: string },
): Promise<{ data: PaymentMethodView[] }> {
  requireWriter(ctx);
  const { customerId } = await findOwn(ctx, input.id);
  await inTransaction(ctx, async (inner) => {
    const payer = await lockPayer(inner, ctx.provider.id, customerId);
    const method = await findOwn(inner, input.id);
    if (payer?.account !== method.account) throw notFound('payment method');
    if (payer.defaultMethodId !== method.id) await chargeFromNow(inner, method);
  });
  return listPaymentMethods(ctx, { customer: customerId });
}

/**
 * Takes a method away, at Stripe first.
 * @throws AppError `invalid_state` to a customer for its last one while an invoice is unpaid
 */
export async function removeMethod(
  ctx: Context,
  input: { id: string },
): Promise<{ data: PaymentMethodView[] }> {
  requireWriter(ctx);
  const free = outside(ctx);
  const method = await findOwn(free, input.id);
  const { client, on } = scopeOfAccount(free, method.account);
  const { data } = await listPaymentMethods(free, { customer: method.customerId });
  const isCustomers = ctx.actor.kind === 'customer_member';
  if (isCustomers && data.length === 1 && (await hasDebts(free, method.customerId))) {
    throw new AppError('invalid_state', 'An invoice is unpaid. Add another card first, or pay the invoice.');
  }
  const detached = await must('payment_method', client.paymentMethods.detach(method.stripeId, {}, on));
  const { customerId, account } = method;
  await convergeMethod(free, { customerId, account, method: detached, isNew: false });
  return listPaymentMethods(free, { customer: method.customerId });
}

async function hasDebts(ctx: Context, customerId: string): Promise<boolean> {
  const { data } = await listInvoices(ctx, { customer: customerId, status: 'open', limit: 1 });
  return data.length > 0;
}

async function findOwn(ctx: Context, id: string): Promise<MethodRow> {
  const row = await readMethod(ctx, ctx.provider.id, id);
  if (!row || row.removedAt !== null || !maySeeCustomer(ctx, row.customerId))
    throw notFound('payment method');
  return row;
}
