import type { Context } from '@/lib/core/context';
import { resolveCustomerId } from '@/lib/tenants';
import { type MethodRow, readMethods, readPayer } from '../payer-store';
import type { PaymentMethodView } from '../schemas';
import { expiresSoon, isExpired } from './card-calendar';

/** What Stripe holds for a customer, the newest first. No numbers: brand, last four digits, expiry. */
export async function listPaymentMethods(
  ctx: Context,
  input: { customer: string },
): Promise<{ data: PaymentMethodView[] }> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  const payer = await readPayer(ctx, ctx.provider.id, customerId);
  const rows = await readMethods(ctx, ctx.provider.id, customerId);
  return {
    data: rows
      .filter(({ account }) => account === payer?.account)
      .map((row) => methodView(row, payer?.defaultMethodId ?? null, ctx.clock.now())),
  };
}

function methodView(row: MethodRow, defaultMethodId: string | null, now: Date): PaymentMethodView {
  const { id, kind, brand, last4, expMonth, expYear } = row;
  return {
    ...{ id, kind, brand, last4, expMonth, expYear },
    isDefault: id === defaultMethodId,
    isExpired: isExpired(row, now),
    expiresSoon: expiresSoon(row, now),
    createdAt: row.createdAt.toISOString(),
  };
}
