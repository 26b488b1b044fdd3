import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { type ItemDraft, type ItemOwner, insertItem } from './store';

/** Notes a fixed amount for the next invoice; none for null. */
export async function addItem(
  ctx: Context,
  owner: ItemOwner,
  item: ItemDraft | null,
): Promise<string | null> {
  if (!item) return null;
  const createdAt = ctx.clock.now();
  const id = newId('invoiceLine', createdAt);
  await insertItem(ctx, ctx.provider.id, owner, { ...item, id, createdAt });
  return id;
}
