import { createHash } from 'node:crypto';
import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { announcements } from '@/lib/infra/announcements';
import { createCustomer } from '@/lib/tenants';

/** Each creation is a transaction of its own; a few at once keep the database busy and leave it room. */
const AT_ONCE = 8;

/**
 * Makes customers with these external ids, except those that exist: the database's constraint decides, so two
 * imports at once make each customer once. Returns how many were made here.
 */
export async function ensureCustomers(ctx: Context, externalIds: Iterable<string>): Promise<number> {
  const waiting = [...new Set(externalIds)];
  let created = 0;
  const work = async () => {
    for (let externalId = waiting.pop(); externalId !== undefined; externalId = waiting.pop()) {
      if (await ensureCustomer(ctx, externalId)) created++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // What this process remembers of customers is in step again before their events are judged.
  await announcements().barrier();
  return created;
}

async function ensureCustomer(ctx: Context, externalId: string): Promise<boolean> {
  try {
    await createCustomer(ctx, {
      externalId,
      name: externalId.slice(0, 200),
      email: emailOf(externalId),
      metadata: { source: 'access log' },
    });
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === 'already_exists') return false;
    throw error;
  }
}

/** A log names nobody's e-mail address (unless the user is one): `.invalid` can never receive mail. */
function emailOf(externalId: string): string {
  if (/^[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/.test(externalId)) return externalId;
  const readable = externalId.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const isFaithful = readable !== '' && readable.length <= 50;
  const local = isFaithful ? readable : createHash('sha256').update(externalId).digest('hex').slice(0, 20);
  return `${local}@access-log.invalid`;
}
