import { z } from 'zod';
import type { DeliveryRow } from './delivery-store';
import type { EndpointRow } from './endpoint-store';
import { type WebhookDelivery, type WebhookEndpoint, webhookDelivery, webhookEndpoint } from './schemas';

export function endpointView(row: EndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    status: webhookEndpoint.shape.status.parse(row.status),
    disabledReason: row.disabledReason,
    failingSince: row.failingSince?.toISOString() ?? null,
    oldSecretUntil: row.oldSecretUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function deliveryView(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    endpoint: row.endpointId,
    event: row.eventId,
    type: row.eventType,
    status: webhookDelivery.shape.status.parse(row.status),
    attempts: row.attempts,
    lastStatusCode: row.lastStatus,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}

/** Headers as they were kept; a Json column is not trusted to hold what it once was given. */
export const sentHeaders = z.record(z.string(), z.string()).catch({});
