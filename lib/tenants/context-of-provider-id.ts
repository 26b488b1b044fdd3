import type { Actor, Context } from '@/lib/core/context';
import { untenantedDb } from '@/lib/infra/postgres';
import { PROVIDER_FACTS_SELECT, providerFacts } from './provider-facts';

/** The context in which background work acts for a provider; null for one that is gone or closed. */
export async function contextOfProviderId(id: string, actor: Actor): Promise<Context | null> {
  const row = await untenantedDb().provider.findUnique({
    where: { id, closedAt: null },
    select: PROVIDER_FACTS_SELECT,
  });
  return row && { ...providerFacts(row), actor, requestId: null };
}
