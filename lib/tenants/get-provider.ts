import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { requireProviderSide } from './permissions';
import { readProvider } from './provider-store';
import { providerView } from './provider-view';
import type { ProviderView } from './schemas';

/** The provider's own account with its settings. */
export async function getProvider(ctx: Context): Promise<ProviderView> {
  requireProviderSide(ctx);
  const row = await readProvider(ctx, ctx.provider.id);
  if (!row) throw notFound('provider');
  return providerView(row);
}
