import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { db, type Prisma } from '@/lib/infra/postgres';

export interface AuditInput {
  /** What happened, as `noun.verbed`: `key.revoked`, `plan.version_created`. */
  action: string;
  targetId?: string;
  customerId?: string;
  details?: Prisma.InputJsonObject;
}

/**
 * Writes down who did what, in the transaction of the change itself, so that neither exists without the
 * other. Details must hold no secrets.
 */
export async function recordAudit(ctx: Context, input: AuditInput): Promise<void> {
  const at = ctx.clock.now();
  await db(ctx).auditEntry.create({
    data: {
      providerId: ctx.provider.id,
      id: newId('audit', at),
      at,
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      action: input.action,
      targetId: input.targetId ?? null,
      customerId: input.customerId ?? null,
      details: input.details ?? {},
      requestId: ctx.requestId,
    },
    select: { id: true },
  });
}
