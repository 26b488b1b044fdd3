import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { lockPayer, type MethodRow, readMethod, updateMethod } from '../payer-store';

/** Tells a customer, once, that the card which is charged ends soon. Other cards are not worth a mail. */
export async function warnOfExpiry(ctx: Context, input: { id: string }): Promise<MethodRow | null> {
  return inTransaction(ctx, async (inner) => {
    const found = await readMethod(inner, ctx.provider.id, input.id);
    if (!found) return null;
    const payer = await lockPayer(inner, ctx.provider.id, found.customerId);
    const method = await readMethod(inner, ctx.provider.id, input.id);
    if (!method?.warnAt || method.removedAt !== null || method.warnAt > ctx.clock.now()) return null;
    await updateMethod(inner, ctx.provider.id, method.id, { warnAt: null });
    if (payer?.defaultMethodId !== method.id) return null;
    const { brand, last4, expMonth, expYear } = method;
    await publishEvent(inner, {
      type: 'payment_method.expiring',
      subjectId: method.id,
      customerId: method.customerId,
      facts: { brand, last4, expMonth, expYear },
    });
    return method;
  });
}
