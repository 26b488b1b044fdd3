import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { untenantedDb } from '@/lib/infra/postgres';
import { PROVIDER_FACTS_SELECT, providerFacts } from './provider-facts';

/** The context of a visitor on a provider's public pages. Throws `not_found` for an unknown or closed one. */
export async function contextOfProviderSlug(slug: string, requestId: string | null): Promise<Context> {
  const row = await untenantedDb().provider.findUnique({
    where: { slug, closedAt: null },
    select: PROVIDER_FACTS_SELECT,
  });
  if (!row) throw notFound('provider');
  return { ...providerFacts(row), actor: { kind: 'visitor', id: 'visitor', name: 'Visitor' }, requestId };
}
