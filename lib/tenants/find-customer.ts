import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { maySeeCustomer } from './permissions';
import { type CustomerRow, readCustomer } from './store';

const OWN_ID = /^cus_[0-9a-z]{1,64}$/;
const EXTERNAL_PREFIX = 'ext:';

/**
 * The row of a customer given as `cus_…` or `ext:<externalId>`, for this room's verbs.
 * @throws AppError `not_found` for a missing one, another provider's, and, to a customer's member, another's
 */
export async function findCustomer(ctx: Context, reference: string): Promise<CustomerRow> {
  const by = parseReference(reference);
  const row = by && (await readCustomer(ctx, ctx.provider.id, by));
  if (!row || !maySeeCustomer(ctx, row.id)) throw notFound('customer');
  return row;
}

/** What a reference can name; null for text that no customer can have, which is not worth asking for. */
function parseReference(reference: string): { id: string } | { externalId: string } | null {
  if (OWN_ID.test(reference)) return { id: reference };
  if (!reference.startsWith(EXTERNAL_PREFIX)) return null;
  const externalId = reference.slice(EXTERNAL_PREFIX.length);
  return externalId !== '' && !externalId.includes('\0') ? { externalId } : null;
}
