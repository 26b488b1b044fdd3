import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { contextOfProviderSlug } from '@/lib/tenants';
import { closeDuePeriods } from './close-due-periods';
import type { Done } from './close-subscription';
import { readProvidersWithDue } from './due-store';

export interface ClosedProvider {
  provider: string;
  done: Done[];
  failed: number;
}

/**
 * Closes what is due for every provider, each by its own clock; a sandbox whose clock stands has nothing due that
 * its clock has not reached. What the job does every minute, and `tollgate close-periods` on demand.
 */
export async function closeAllDue(): Promise<ClosedProvider[]> {
  const closed: ClosedProvider[] = [];
  for (const { slug } of await readProvidersWithDue(systemClock.now())) {
    const visitor = await contextOfProviderSlug(slug, null);
    const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'close-due', name: 'Billing' } };
    closed.push({ provider: slug, ...(await closeDuePeriods(ctx)) });
  }
  return closed;
}
