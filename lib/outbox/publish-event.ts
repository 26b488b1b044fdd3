import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { db, type Prisma } from '@/lib/infra/postgres';
import type { EventType } from './event-types';

interface DomainEvent {
  type: EventType;
  /** The id of what it happened to: the key, the invoice. */
  subjectId: string;
  /** Whom it concerns, where it concerns one customer. */
  customerId?: string;
  /** What only this moment knows. No secrets: it is sent to others. */
  facts?: Prisma.InputJsonObject;
}

/**
 * Writes down that something happened, in the transaction of the change itself: neither exists without the other.
 * What is made of it, webhooks and mails, is made after the commit (lib/notify) and may be late, never lost.
 */
export async function publishEvent(ctx: Context, event: DomainEvent): Promise<void> {
  const at = ctx.clock.now();
  await db(ctx).domainEvent.create({
    data: {
      providerId: ctx.provider.id,
      id: newId('event', at),
      type: event.type,
      at,
      customerId: event.customerId ?? null,
      subjectId: event.subjectId,
      facts: event.facts ?? {},
    },
    select: { id: true },
  });
}
