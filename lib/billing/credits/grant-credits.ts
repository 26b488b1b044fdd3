import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter, resolveCustomerId } from '@/lib/tenants';
import type { CreditGrantView, GrantCreditsInput } from './schemas';
import { type GrantRow, insertGrant, insertMovements } from './store';
import { grantView } from './views';

/** Below every priority that a caller may give. */
const BEFORE_ALL_OTHERS = -2_000_000;

/** Gives a customer prepaid credits, bought or as a present, in the provider's currency. */
export async function grantCredits(
  ctx: Context,
  input: GrantCreditsInput & { customer: string },
): Promise<CreditGrantView> {
  requireProviderWriter(ctx);
  const createdAt = ctx.clock.now();
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt <= createdAt)
    throw invalidField('expiresAt', 'in_past', 'Must be in the future.');
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    const grant = await writeGrant(inner, customerId, {
      currency: ctx.provider.currency,
      amount: BigInt(input.amount),
      priority: input.priority ?? 0,
      expiresAt,
      reason: input.reason,
    });
    await recordAudit(inner, {
      action: 'credits.granted',
      targetId: grant.id,
      customerId,
      details: { amount: input.amount, currency: grant.currency, reason: input.reason },
    });
    return grantView(grant);
  });
}

/** What a credit note gives back of money that was paid: it burns before everything else. */
export async function creditFromNote(
  ctx: Context,
  note: { customerId: string; currency: string; amountMinor: bigint; number: string },
): Promise<void> {
  if (note.amountMinor === 0n) return;
  await writeGrant(ctx, note.customerId, {
    currency: note.currency,
    amount: note.amountMinor,
    priority: BEFORE_ALL_OTHERS,
    expiresAt: null,
    reason: `Credit note ${note.number}`,
  });
}

async function writeGrant(
  ctx: Context,
  customerId: string,
  terms: Pick<GrantRow, 'currency' | 'amount' | 'priority' | 'expiresAt' | 'reason'>,
): Promise<GrantRow> {
  const createdAt = ctx.clock.now();
  const grant = { ...terms, id: newId('credit', createdAt), createdAt };
  await insertGrant(ctx, ctx.provider.id, { ...grant, customerId });
  await insertMovements(ctx, ctx.provider.id, [
    {
      id: newId('credit', createdAt),
      customerId,
      grantId: grant.id,
      kind: 'grant',
      amount: grant.amount,
      at: createdAt,
    },
  ]);
  return { ...grant, remaining: grant.amount };
}
