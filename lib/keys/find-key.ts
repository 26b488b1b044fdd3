import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { maySeeCustomer } from '@/lib/tenants';
import { type KeyRow, readKey } from './store';

const KEY_ID = /^key_[0-9a-z]{1,64}$/;

/**
 * A key's row.
 * @throws AppError `not_found` for a missing one, another provider's, and, to a customer's member, another's
 */
export async function findKey(ctx: Context, id: string): Promise<KeyRow> {
  const row = KEY_ID.test(id) ? await readKey(ctx, ctx.provider.id, id) : null;
  if (!row || !maySeeCustomer(ctx, row.customerId)) throw notFound('key');
  return row;
}
