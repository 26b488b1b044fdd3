import type Stripe from 'stripe';
import { recordAudit } from '@/lib/audit';
import { openInvoicesOf, scheduleCollection } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { enqueue } from '@/lib/infra/queue';
import {
  findMethod,
  lockPayer,
  type MethodRow,
  readMethods,
  updateMethod,
  updatePayer,
  writeMethod,
} from '../payer-store';
import { warnAtOf } from './card-calendar';

/**
 * Brings a method into line with Stripe: what it is, whether it is still there. A new one becomes the one that is
 * charged, because whoever enters a card wants it used, and what is open is tried on it at once.
 */
export async function convergeMethod(
  ctx: Context,
  input: { customerId: string; account: string; method: Stripe.PaymentMethod; isNew: boolean },
): Promise<MethodRow | null> {
  const { customerId, account, method, isNew } = input;
  return inTransaction(ctx, async (inner) => {
    const payer = await lockPayer(inner, ctx.provider.id, customerId);
    if (!payer || payer.account !== account) return null;
    const known = await findMethod(inner, ctx.provider.id, method.id);
    if (!known && !isNew) return null;
    if (method.customer === null) return known && forget(inner, known);
    const at = ctx.clock.now();
    const expiry = { expMonth: method.card?.exp_month ?? null, expYear: method.card?.exp_year ?? null };
    const isSame = known?.expMonth === expiry.expMonth && known.expYear === expiry.expYear;
    const row = await writeMethod(inner, ctx.provider.id, {
      ...{ customerId, account, stripeId: method.id, kind: method.type, ...expiry },
      ...{ brand: method.card?.brand ?? null, last4: method.card?.last4 ?? null },
      fingerprint: method.card?.fingerprint ?? null,
      id: known?.id ?? newId('paymentMethod', at),
      createdAt: known?.createdAt ?? at,
      removedAt: null,
      warnAt: isSame ? known.warnAt : warnAtOf(expiry, at),
    });
    if (!known) await welcome(inner, row);
    return row;
  });
}

async function welcome(ctx: Context, row: MethodRow): Promise<void> {
  await recordAudit(ctx, {
    action: 'payment_method.added',
    targetId: row.id,
    customerId: row.customerId,
    details: { kind: row.kind, brand: row.brand, last4: row.last4 },
  });
  await chargeFromNow(ctx, row);
}

/** Makes a method the one that is charged, and has what is open tried on it. */
export async function chargeFromNow(
  ctx: Context,
  { id, customerId }: Pick<MethodRow, 'id' | 'customerId'>,
): Promise<void> {
  await updatePayer(ctx, ctx.provider.id, customerId, { defaultMethodId: id, topUpNotBefore: null });
  const collectAt = ctx.clock.now();
  for (const { id: invoice } of await openInvoicesOf(ctx, { customerId })) {
    await scheduleCollection(ctx, { invoice, collectAt });
  }
  await enqueue(ctx, { task: 'close-due-of', payload: { provider: ctx.provider.slug } });
}

/** Stripe does not hold it any more. Another takes its place only by the customer's choice. */
export async function forget(ctx: Context, row: MethodRow): Promise<MethodRow> {
  const { id, customerId } = row;
  if (row.removedAt !== null) return row;
  const removedAt = ctx.clock.now();
  await updateMethod(ctx, ctx.provider.id, id, { removedAt, warnAt: null });
  const payer = await lockPayer(ctx, ctx.provider.id, customerId);
  if (payer?.defaultMethodId === id) {
    const [next] = await readMethods(ctx, ctx.provider.id, customerId);
    await updatePayer(ctx, ctx.provider.id, customerId, { defaultMethodId: next?.id ?? null });
  }
  const details = { brand: row.brand, last4: row.last4 };
  await recordAudit(ctx, { action: 'payment_method.removed', targetId: id, customerId, details });
  return { ...row, removedAt };
}
