import type { Context } from '@/lib/core/context';
import { requireProviderSide } from './permissions';
import { readCustomerNames } from './store';

/** The names of customers, by id; another provider's and unknown ones are not in the answer. */
export async function nameCustomers(ctx: Context, input: { ids: string[] }): Promise<Record<string, string>> {
  requireProviderSide(ctx);
  const ids = [...new Set(input.ids)].filter(Boolean);
  if (ids.length === 0) return {};
  const rows = await readCustomerNames(ctx, ctx.provider.id, ids);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
