import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { balanceOf, burnCredits, type CreditGrant } from '@/lib/pricing';
import { type GrantRow, insertMovements, readBurnsOf, readGrants } from './store';

interface Purse {
  customerId: string;
  currency: string;
}

/** What a customer may spend of its credits at the present instant. */
export async function creditBalance(ctx: Context, purse: Purse): Promise<bigint> {
  return balanceOf(await grantsOf(ctx, purse), ctx.clock.now());
}

/**
 * Takes an amount from a customer's grants in the order of burning. The caller holds the customer's lock and has
 * asked for no more than the balance.
 */
export async function burnForInvoice(
  ctx: Context,
  input: Purse & { invoiceId: string; amountMinor: bigint },
): Promise<void> {
  const { customerId, invoiceId, amountMinor } = input;
  if (amountMinor === 0n) return;
  const at = ctx.clock.now();
  const { movements, uncoveredMinor } = burnCredits(await grantsOf(ctx, input), amountMinor, at);
  if (uncoveredMinor !== 0n) throw new Error(`credits of ${customerId} do not cover invoice ${invoiceId}`);
  await insertMovements(
    ctx,
    ctx.provider.id,
    movements.map((movement) => ({
      id: newId('credit', at),
      customerId,
      grantId: movement.grantId,
      kind: 'burn',
      amount: movement.amountMinor,
      invoiceId,
      at,
    })),
  );
}

/** Gives back what a void invoice had burned. What has expired meanwhile expires again. */
export async function returnFromInvoice(
  ctx: Context,
  input: { customerId: string; invoiceId: string },
): Promise<void> {
  const at = ctx.clock.now();
  const burns = await readBurnsOf(ctx, ctx.provider.id, input.invoiceId);
  await insertMovements(
    ctx,
    ctx.provider.id,
    burns.map(({ grantId, amount }) => ({
      id: newId('credit', at),
      ...input,
      grantId,
      kind: 'return',
      amount: -amount,
      at,
    })),
  );
}

async function grantsOf(ctx: Context, { customerId, currency }: Purse): Promise<CreditGrant[]> {
  const rows = await readGrants(ctx, ctx.provider.id, customerId);
  return rows.filter((row) => row.currency === currency).map(creditGrantOf);
}

/** A row as the pure functions take it. */
export function creditGrantOf(row: GrantRow): CreditGrant {
  const { id, amount, remaining, priority, expiresAt, createdAt } = row;
  return { id, amountMinor: amount, remainingMinor: remaining, priority, expiresAt, createdAt };
}
