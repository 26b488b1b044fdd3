import { recordAudit } from '@/lib/audit';
import type { Context, ProviderId } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { db, inTransaction } from '@/lib/infra/postgres';
import { findCustomer } from './find-customer';
import { requireProviderSide, requireProviderWriter } from './permissions';

export interface CustomerNote {
  id: string;
  author: string;
  text: string;
  createdAt: string;
}

const MOST_SHOWN = 100;

/** What the provider's people wrote down about a customer, newest first. The customer never sees it. */
export async function listCustomerNotes(ctx: Context, input: { customer: string }): Promise<CustomerNote[]> {
  requireProviderSide(ctx);
  const rows = await db(ctx).customerNote.findMany({
    where: { providerId: ctx.provider.id, customerId: input.customer },
    orderBy: { id: 'desc' },
    take: MOST_SHOWN,
    select: { id: true, authorName: true, text: true, createdAt: true },
  });
  return rows.map(({ authorName, createdAt, ...row }) => ({
    ...row,
    author: authorName,
    createdAt: createdAt.toISOString(),
  }));
}

/** Writes a note about a customer down. */
export async function addCustomerNote(
  ctx: Context,
  input: { customer: string; text: string },
): Promise<CustomerNote> {
  requireProviderWriter(ctx);
  const { id: customerId } = await findCustomer(ctx, input.customer);
  const createdAt = ctx.clock.now();
  const row = { id: newId('note', createdAt), text: input.text.trim(), createdAt };
  await inTransaction(ctx, async (inner) => {
    await insertNote(inner, ctx.provider.id, { ...row, customerId, authorName: ctx.actor.name });
    await recordAudit(inner, { action: 'customer_note.added', targetId: row.id, customerId });
  });
  return { id: row.id, author: ctx.actor.name, text: row.text, createdAt: createdAt.toISOString() };
}

/** Takes a note away for good; the audit log says that there was one. */
export async function removeCustomerNote(ctx: Context, input: { id: string }): Promise<void> {
  requireProviderWriter(ctx);
  await inTransaction(ctx, async (inner) => {
    const where = { providerId: ctx.provider.id, id: input.id };
    const note = await db(inner).customerNote.findFirst({ where, select: { customerId: true } });
    const { count } = await db(inner).customerNote.deleteMany({ where });
    if (!note || count === 0) throw notFound('note');
    const { customerId } = note;
    await recordAudit(inner, { action: 'customer_note.removed', targetId: input.id, customerId });
  });
}

async function insertNote(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  data: { id: string; customerId: string; authorName: string; text: string; createdAt: Date },
): Promise<void> {
  await db(tx).customerNote.create({ data: { ...data, providerId }, select: { id: true } });
}
