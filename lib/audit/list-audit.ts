import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { type Page, paginate } from '@/lib/core/pagination';
import { isIsoDay, localMidnight } from '@/lib/core/period';
import { type AuditEntry, auditEntry, type ListAuditInput, listAuditInput } from './schemas';
import { type AuditRow, readAuditEntries } from './store';

/** Who changed what, when: newest first. A customer's own people see what concerned their customer. */
export async function listAudit(ctx: Context, input: ListAuditInput): Promise<Page<AuditEntry>> {
  const { limit, cursor, from, to, customer, actor, action } = listAuditInput.parse(input);
  const filters = {
    actor,
    action,
    customerId: visibleCustomer(ctx, customer),
    from: instantOf(ctx, from),
    to: instantOf(ctx, to),
  };
  const page = await paginate(
    { limit, cursor },
    (row: AuditRow) => row.id,
    (take, after) => readAuditEntries(ctx, ctx.provider.id, filters, take, after),
  );
  return { ...page, data: page.data.map(entryView) };
}

function visibleCustomer({ actor }: Context, asked: string | undefined): string | undefined {
  if (actor.kind === 'customer_member') return actor.customerId;
  if (actor.kind === 'visitor') throw new AppError('forbidden', 'Only the provider may do this.');
  return asked;
}

function instantOf(ctx: Context, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  return isIsoDay(text) ? localMidnight(text, ctx.provider.timezone) : new Date(text);
}

function entryView(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    targetId: row.targetId,
    customerId: row.customerId,
    details: auditEntry.shape.details.parse(row.details),
    requestId: row.requestId,
  };
}
