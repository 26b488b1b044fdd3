import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { resolveCustomerId } from '@/lib/tenants';
import { keyView } from './key-view';
import type { Key } from './schemas';
import { type KeyRow, readKeys } from './store';

/** A customer's keys, newest first; revoked ones stay in the list. */
export async function listKeys(ctx: Context, input: PageRequest & { customer: string }): Promise<Page<Key>> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  const page = await paginate(
    input,
    (row: KeyRow) => row.id,
    (take, after) => readKeys(ctx, ctx.provider.id, customerId, take, after),
  );
  const now = ctx.clock.now();
  return { ...page, data: page.data.map((row) => keyView(row, now)) };
}
