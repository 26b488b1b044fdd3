import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

const AUDIT_SELECT = {
  id: true,
  at: true,
  actorKind: true,
  actorId: true,
  actorName: true,
  action: true,
  targetId: true,
  customerId: true,
  details: true,
  requestId: true,
} as const satisfies Prisma.AuditEntrySelect;

export type AuditRow = Prisma.AuditEntryGetPayload<{ select: typeof AUDIT_SELECT }>;

export interface AuditFilters {
  actor?: string | undefined;
  action?: string | undefined;
  customerId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

export function readAuditEntries(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  { actor, action, customerId, from, to }: AuditFilters,
  take: number,
  afterId: string | null,
): Promise<AuditRow[]> {
  const at = { ...(from && { gte: from }), ...(to && { lt: to }) };
  return db(tx).auditEntry.findMany({
    where: {
      providerId,
      ...(afterId !== null && { id: { lt: afterId } }),
      ...((from || to) && { at }),
      ...(customerId && { customerId }),
      ...(actor && { OR: [{ actorId: actor }, { actorName: actor }] }),
      ...(action && { action: action.includes('.') ? action : { startsWith: `${action}.` } }),
    },
    orderBy: { id: 'desc' },
    take,
    select: AUDIT_SELECT,
  });
}

const REQUEST_SELECT = {
  id: true,
  at: true,
  keyId: true,
  method: true,
  path: true,
  status: true,
  code: true,
  durationMs: true,
} as const satisfies Prisma.ApiRequestSelect;

export type RequestRow = Prisma.ApiRequestGetPayload<{ select: typeof REQUEST_SELECT }>;

const FIRST_FAILURE = 400;

export function readRequests(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  { id, outcome }: { id?: string | undefined; outcome?: 'ok' | 'failed' | undefined },
  take: number,
  afterId: string | null,
): Promise<RequestRow[]> {
  return db(tx).apiRequest.findMany({
    where: {
      providerId,
      ...(id && { id }),
      ...(afterId !== null && { AND: { id: { lt: afterId } } }),
      ...(outcome && { status: outcome === 'ok' ? { lt: FIRST_FAILURE } : { gte: FIRST_FAILURE } }),
    },
    orderBy: { id: 'desc' },
    take,
    select: REQUEST_SELECT,
  });
}
