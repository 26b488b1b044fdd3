import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from '@/lib/outbox';
import type { EventRow } from '../event-store';
import { insertDeliveries } from './delivery-store';
import { readListeners } from './endpoint-store';
import { eventData } from './event-data';
import { webhookPayload } from './schemas';

/** Makes an event's deliveries, one for each endpoint that wants it, in the caller's transaction. */
export async function fanOutToEndpoints(ctx: Context, event: EventRow): Promise<void> {
  if (!isForWebhooks(event)) return;
  const endpoints = await readListeners(ctx, ctx.provider.id, event.type);
  if (endpoints.length === 0) return;
  const body = JSON.stringify(
    webhookPayload.parse({
      type: event.type,
      timestamp: event.at.toISOString(),
      data: await eventData(ctx, event),
    }),
  );
  const now = systemClock.now();
  await insertDeliveries(
    ctx,
    ctx.provider.id,
    endpoints.map((endpointId) => ({
      id: newId('webhookDelivery', now),
      ...{ endpointId, eventId: event.id, eventType: event.type, body },
      ...{ createdAt: now, nextAttemptAt: now },
    })),
  );
}

function isForWebhooks(event: EventRow): event is EventRow & { type: WebhookEventType } {
  return (WEBHOOK_EVENT_TYPES as readonly string[]).includes(event.type);
}
