import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { localDayOf } from '@/lib/core/period';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter, resolveCustomerId } from '@/lib/tenants';
import { takeNumber } from '../store';
import { documentNumber, seriesOf } from '../tax';
import { nextRecurrence } from './recurrence';
import type { CreditGrantView, GrantCreditsInput } from './schemas';
import { type GrantRow, insertGrant, insertMovements } from './store';
import { grantView } from './views';

/** Below every priority that a caller may give. */
const BEFORE_ALL_OTHERS = -2_000_000;

type Recurrence = Pick<GrantRow, 'recurInterval' | 'recurReset' | 'recurAnchor' | 'recurAt'>;

const ONCE: Recurrence = { recurInterval: null, recurReset: false, recurAnchor: null, recurAt: null };

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
  const recurring = recurrenceOf(ctx, input, expiresAt);
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    const grant = await writeGrant(inner, customerId, {
      currency: ctx.provider.currency,
      amount: BigInt(input.amount),
      priority: input.priority ?? 0,
      expiresAt,
      reason: input.reason,
      ...recurring,
    });
    await recordAudit(inner, {
      action: 'credits.granted',
      targetId: grant.id,
      customerId,
      details: {
        amount: input.amount,
        currency: grant.currency,
        reason: input.reason,
        recurs: input.recurring?.interval ?? null,
      },
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
    ...ONCE,
  });
}

/** The grant itself is the first time; the next is a whole interval later. */
function recurrenceOf(ctx: Context, { recurring }: GrantCreditsInput, expiresAt: Date | null): Recurrence {
  if (!recurring) return ONCE;
  const { timezone } = ctx.provider;
  const grantedAt = ctx.clock.now();
  const recurAnchor = localDayOf(grantedAt, timezone);
  const terms = { recurInterval: recurring.interval, recurAnchor, expiresAt };
  const recurAt = nextRecurrence(terms, grantedAt, timezone);
  return { recurInterval: recurring.interval, recurReset: recurring.reset ?? false, recurAnchor, recurAt };
}

/**
 * Credits that were bought: what came in is what may be spent. It has a receipt voucher's number, taken in the
 * caller's transaction, so that receipts have no gaps either.
 */
export async function grantBoughtCredits(
  ctx: Context,
  bought: { customer: string; currency: string; amountMinor: bigint },
): Promise<{ receiptNumber: string }> {
  const { customer, currency, amountMinor: amount } = bought;
  return inTransaction(ctx, async (inner) => {
    const series = seriesOf('receipt', ctx.clock.now(), ctx.provider.timezone);
    const sequence = await takeNumber(inner, ctx.provider.id, series.key);
    const receiptNumber = documentNumber(series, sequence);
    const reason = `Top-up ${receiptNumber}`;
    const grant = { currency, amount, priority: 0, expiresAt: null, reason, ...ONCE };
    const { id } = await writeGrant(inner, customer, grant);
    await recordAudit(inner, {
      action: 'credits.bought',
      targetId: id,
      customerId: customer,
      details: { amount: amount.toString(), currency, receiptNumber },
    });
    return { receiptNumber };
  });
}

async function writeGrant(
  ctx: Context,
  customerId: string,
  terms: Omit<GrantRow, 'id' | 'createdAt' | 'remaining'>,
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
