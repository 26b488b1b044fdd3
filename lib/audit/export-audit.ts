import type { Context } from '@/lib/core/context';
import { csvOf } from '@/lib/core/csv';
import { allPages } from '@/lib/core/pagination';
import { listAudit } from './list-audit';
import type { AuditEntry, ListAuditInput } from './schemas';

/** More is for the API, page by page: a file is made in one piece. */
const MOST_ROWS = 10_000;

/** The newest entries that a search finds, as CSV. */
export async function exportAudit(
  ctx: Context,
  filters: Omit<ListAuditInput, 'limit' | 'cursor'>,
): Promise<string> {
  const entries: AuditEntry[] = [];
  for await (const entry of allPages((page) => listAudit(ctx, { ...filters, ...page }))) {
    if (entries.push(entry) === MOST_ROWS) break;
  }
  return csvOf(
    entries.map(({ id, at, actor, action, targetId, customerId, details, requestId }) => ({
      ...{ id, at, actorKind: actor.kind, actorId: actor.id, actorName: actor.name },
      ...{ action, targetId, customerId, details: JSON.stringify(details), requestId },
    })),
  );
}
