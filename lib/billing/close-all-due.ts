import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { contextOfProviderSlug } from '@/lib/tenants';
import { closeDuePeriods } from './close-due-periods';
import type { Done } from './close-subscription';
import type { DueSource } from './due-source';
import { readProvidersWithDue, readSlugs } from './due-store';
import type { RunOutcome } from './run-due';

export interface ClosedProvider {
  provider: string;
  done: Done[];
  failed: number;
}

/**
 * Closes what is due for every provider, each by its own clock; a sandbox whose clock stands has nothing due that
 * its clock has not reached. What the job does every minute, and `tollgate close-periods` on demand.
 */
export async function closeAllDue(input: { sources?: readonly DueSource[] } = {}): Promise<ClosedProvider[]> {
  const closed: ClosedProvider[] = [];
  const { sources = [] } = input;
  const now = systemClock.now();
  const found = await Promise.all([
    readProvidersWithDue(now),
    ...sources.map((source) => source.readProviders(now)),
  ]);
  const ids = new Set(found.flat().map(({ id }) => id));
  for (const { slug } of await readSlugs([...ids])) {
    closed.push({ provider: slug, ...(await closeDueOf({ slug, sources })) });
  }
  return closed;
}

/** The same for one account. */
export async function closeDueOf(input: {
  slug: string;
  sources?: readonly DueSource[];
}): Promise<RunOutcome> {
  const visitor = await contextOfProviderSlug(input.slug, null);
  const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'close-due', name: 'Billing' } };
  return closeDuePeriods(ctx, input);
}
