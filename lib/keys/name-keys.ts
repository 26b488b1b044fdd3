import type { Context } from '@/lib/core/context';
import { requireProviderSide } from '@/lib/tenants';
import { readKeyNames } from './store';

/** How keys are called, by id: their name, or their first and last characters. */
export async function nameKeys(ctx: Context, input: { ids: string[] }): Promise<Record<string, string>> {
  requireProviderSide(ctx);
  const ids = [...new Set(input.ids)].filter(Boolean);
  if (ids.length === 0) return {};
  const rows = await readKeyNames(ctx, ctx.provider.id, ids);
  return Object.fromEntries(rows.map(({ id, name, prefix, last4 }) => [id, name || `${prefix}…${last4}`]));
}
