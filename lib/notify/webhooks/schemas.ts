import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { WEBHOOK_EVENT_TYPES } from '@/lib/outbox';
import { instantAnswer, line } from '@/lib/tenants';

const ALL_EVENTS = '*';

const eventTypes = z
  .array(z.enum([...WEBHOOK_EVENT_TYPES, ALL_EVENTS]))
  .min(1)
  .max(WEBHOOK_EVENT_TYPES.length + 1)
  .transform((types) => (types.includes(ALL_EVENTS) ? [ALL_EVENTS] : [...new Set(types)]))
  .describe('What it is told of; `*` for everything, also what will be added later.')
  .meta({ examples: [['invoice.finalized', 'invoice.paid']] });

const endpointUrl = z
  .url({ protocol: /^https?$/, message: 'Must be an https URL.' })
  .max(2_000)
  .refine((url) => new URL(url).username === '' && new URL(url).password === '', {
    params: { code: 'credentials_in_url' },
    message: 'Must not hold a user name or password.',
  })
  .describe('Where events are sent: https, on the public internet. Sandboxes may use http.')
  .meta({ examples: ['https://api.weathernow.example/hooks/tollgate'] });

export const webhookEndpointInput = z
  .strictObject({ url: endpointUrl, events: eventTypes, description: line(200, 0).optional() })
  .meta({
    examples: [
      { url: 'https://api.weathernow.example/hooks/tollgate', events: ['invoice.finalized', 'invoice.paid'] },
    ],
  });

export type WebhookEndpointInput = z.output<typeof webhookEndpointInput>;

export const webhookEndpointChanges = z.strictObject({
  url: endpointUrl.optional(),
  events: eventTypes.optional(),
  description: line(200, 0).optional(),
  status: z
    .enum(['enabled', 'disabled'])
    .optional()
    .describe('A disabled endpoint is sent nothing; what happens meanwhile is not kept for it.'),
});

export type WebhookEndpointChanges = z.output<typeof webhookEndpointChanges>;

const DAY_SECONDS = 24 * 60 * 60;

export const rotateWebhookSecretInput = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(7 * DAY_SECONDS)
    .default(DAY_SECONDS)
    .describe('How long the old secret signs as well, beside the new one; 0 ends it at once.'),
});

export type RotateWebhookSecretInput = z.output<typeof rotateWebhookSecretInput>;

export const webhookEndpoint = z
  .object({
    id: z.string().meta({ examples: ['whk_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    url: z.string(),
    description: z.string(),
    events: z.array(z.string()),
    status: z.enum(['enabled', 'disabled']),
    disabledReason: z.string().nullable().describe('Why it was disabled for you; null when you did.'),
    failingSince: instantAnswer.nullable().describe('The first failure since the last success.'),
    oldSecretUntil: instantAnswer.nullable().describe('Until then a rotated secret signs as well.'),
    createdAt: instantAnswer,
  })
  .meta({ id: 'WebhookEndpoint' });

export type WebhookEndpoint = z.output<typeof webhookEndpoint>;

export const newWebhookEndpoint = webhookEndpoint
  .extend({
    secret: z
      .string()
      .describe('Signs every delivery (Standard Webhooks). Shown this once.')
      .meta({ examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…'] }),
  })
  .meta({ id: 'NewWebhookEndpoint' });

export type NewWebhookEndpoint = z.output<typeof newWebhookEndpoint>;

export const webhookEndpointList = pageOf(webhookEndpoint);
export const listWebhookEndpointsQuery = z.object(pageQuery);
export const webhookEndpointParams = z.object({ id: z.string().max(100).describe('`whk_…`') });

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

export const webhookDelivery = z
  .object({
    id: z.string().meta({ examples: ['whd_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    endpoint: z.string().describe('Id of the endpoint.'),
    event: z.string().describe('Id of the event: the `webhook-id` of every attempt.'),
    type: z.string().meta({ examples: ['invoice.paid'] }),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int(),
    lastStatusCode: z.int().nullable().describe('What the endpoint answered last; null when it did not.'),
    nextAttemptAt: instantAnswer.nullable(),
    createdAt: instantAnswer,
    deliveredAt: instantAnswer.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export type WebhookDelivery = z.output<typeof webhookDelivery>;

const webhookAttempt = z.object({
  number: z.int(),
  at: instantAnswer,
  durationMs: z.int(),
  headers: z.record(z.string(), z.string()).describe('The headers that were sent.'),
  statusCode: z.int().nullable(),
  responseBody: z.string().nullable().describe('The beginning of the answer.'),
  error: z.string().nullable().describe('Why there was no answer.'),
});

export const webhookDeliveryDetail = webhookDelivery
  .extend({
    payload: z.string().describe('The body that was signed and sent, byte for byte.'),
    log: z.array(webhookAttempt).describe('The last attempts, newest first.'),
  })
  .meta({ id: 'WebhookDeliveryDetail' });

export type WebhookDeliveryDetail = z.output<typeof webhookDeliveryDetail>;

export const webhookDeliveryList = pageOf(webhookDelivery);
export const webhookDeliveryParams = z.object({ id: z.string().max(100).describe('`whd_…`') });

export const listWebhookDeliveriesQuery = z.object({
  ...pageQuery,
  endpoint: z.string().max(100).optional().describe('Id of an endpoint.'),
  status: z.enum(DELIVERY_STATUSES).optional(),
  type: z.enum(WEBHOOK_EVENT_TYPES).optional(),
});

export type ListWebhookDeliveriesInput = z.output<typeof listWebhookDeliveriesQuery>;

/** What is sent: Standard Webhooks' envelope around the whole public object. */
export const webhookPayload = z.object({
  type: z.enum(WEBHOOK_EVENT_TYPES),
  timestamp: instantAnswer.describe('When it happened, by the account’s own clock.'),
  data: z.record(z.string(), z.unknown()),
});
