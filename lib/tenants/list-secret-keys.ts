import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from './permissions';
import { readSecretKeys, type SecretKeyRow } from './provider-store';
import { type SecretKeyView, secretKeyView } from './provider-view';

/** The provider's secret keys, newest first; revoked ones stay in the list. */
export async function listSecretKeys(ctx: Context, input: PageRequest): Promise<Page<SecretKeyView>> {
  requireProviderSide(ctx);
  const page = await paginate(
    input,
    (row: SecretKeyRow) => row.id,
    (take, after) => readSecretKeys(ctx, ctx.provider.id, take, after),
  );
  return { ...page, data: page.data.map(secretKeyView) };
}
