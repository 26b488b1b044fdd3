import { z } from 'zod';

/** The largest quantity of one use: far beyond any meter, and safely inside a double for the gauge. */
const MAX_QUANTITY = 1e15;

/** Digits after the point that a quantity may have; a double's noise beyond them is rounded off. */
const QUANTITY_PLACES = 12;

/** A quantity as the hot path takes it: a JSON number or a decimal string, never negative. Leaves as text. */
export const useQuantitySchema = z
  .union([z.number(), z.string().regex(/^\d{1,16}(\.\d{1,12})?$/, 'Must be a decimal string, zero or more.')])
  .refine((value) => Number(value) >= 0 && Number(value) <= MAX_QUANTITY, {
    message: 'Must be from 0 to 1000000000000000.',
  })
  .describe('A JSON number or a decimal string, zero or more.')
  .transform((value) => (typeof value === 'string' ? value : plainText(value)));

/** 1e-7 and 0.30000000000000004 as 0.0000001 and 0.3. */
function plainText(value: number): string {
  if (Number.isInteger(value)) return String(Math.abs(value));
  return value.toFixed(QUANTITY_PLACES).replace(/\.?0+$/, '');
}

/** U+0000, which PostgreSQL cannot hold, and halves of a surrogate pair, which UTF-8 cannot. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

const storableText = () =>
  z.string().refine((text) => !UNSTORABLE.test(text), {
    message: 'Must not contain the character U+0000 or half a surrogate pair.',
  });

const endpointSchema = storableText().max(300);

export const verifyRequestSchema = z
  .strictObject({
    key: z.string().min(1).max(200).optional().describe("The customer's key, as your API received it."),
    customer: storableText()
      .min(1)
      .max(260)
      .optional()
      .describe('For providers with keys of their own: `cus_…` or `ext:<externalId>`, in place of `key`.'),
    cost: useQuantitySchema.default('1').describe('How many units the call takes.'),
    meter: z.string().min(1).max(100).default('calls'),
    endpoint: endpointSchema.optional().describe('For the usage report: `GET /forecast/:city`.'),
    ip: z.string().max(60).optional().describe("The caller's address; needed where a key has an allow-list."),
    scopes: z.array(z.string().max(100)).max(50).optional().describe('Scopes that the key must have.'),
    idempotencyKey: storableText()
      .min(1)
      .max(255)
      .optional()
      .describe('Repeats within 24 h get the first answer.'),
    dryRun: z.boolean().default(false).describe('Decide, but consume and count nothing.'),
  })
  .refine((request) => (request.key === undefined) !== (request.customer === undefined), {
    message: 'Send either `key` or `customer`.',
    path: ['key'],
  })
  .meta({
    id: 'VerifyRequest',
    examples: [{ key: 'sk_live_4fT…', endpoint: 'GET /forecast' }],
  });

export const VERIFY_CODES = [
  'ok',
  'invalid_key',
  'key_revoked',
  'key_expired',
  'ip_not_allowed',
  'scope_missing',
  'customer_suspended',
  'no_subscription',
  'past_due',
  'rate_limited',
  'quota_exceeded',
  'spend_limit_reached',
  'credits_exhausted',
] as const;
export type VerifyCode = (typeof VERIFY_CODES)[number];

export const verifyResponseSchema = z
  .object({
    id: z.string().nullable().describe('Of the counted use, for `settle`; null when nothing was counted.'),
    allowed: z.boolean(),
    code: z.enum(VERIFY_CODES),
    customer: z.object({ id: z.string(), externalId: z.string().nullable(), name: z.string() }).nullable(),
    plan: z.string().nullable(),
    keyId: z.string().nullable(),
    rateLimit: z
      .object({
        limit: z.number(),
        remaining: z.number(),
        resetAt: z
          .string()
          .describe(
            'When the next call will be let through if none remain; else when all of the limit is back.',
          ),
        windowSeconds: z.number(),
      })
      .nullable(),
    quota: z
      .object({
        limit: z.number().nullable(),
        used: z.number(),
        remaining: z.number().nullable(),
        resetAt: z.string(),
        hard: z.boolean(),
      })
      .nullable(),
    spend: z
      .object({ currency: z.string(), amount: z.number(), limit: z.number().nullable() })
      .nullable()
      .describe('What usage costs in this period so far, in minor units, and the budget on it.'),
    degraded: z
      .boolean()
      .optional()
      .describe('True when the live counters were away and the call was let through.'),
  })
  .meta({ id: 'VerifyResponse' });

export type VerifyRequest = z.output<typeof verifyRequestSchema>;
export type VerifyResponse = z.input<typeof verifyResponseSchema>;

/** An HTTP status as callers report it. */
const statusSchema = z.int().min(100).max(599);
const latencySchema = z.number().min(0).max(86_400_000).transform(Math.round);

export const settleRequestSchema = z
  .strictObject({
    settlements: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(100).describe('The `id` that verify gave.'),
          cost: useQuantitySchema.describe('What the call really cost; 0 releases it.'),
          status: statusSchema.optional(),
          latencyMs: latencySchema.optional(),
          endpoint: endpointSchema.optional(),
        }),
      )
      .min(1)
      .max(1000),
  })
  .meta({ id: 'SettleRequest' });

export const settleResponseSchema = z
  .object({
    settled: z.int(),
    unchanged: z.int().describe('Calls that had been settled before: the first settlement wins.'),
    rejected: z.array(z.object({ index: z.int(), code: z.enum(['unknown_id']) })),
  })
  .meta({ id: 'SettleResponse' });

export type SettleRequest = z.output<typeof settleRequestSchema>;
export type SettleResponse = z.input<typeof settleResponseSchema>;

export const usageEventSchema = z
  .strictObject({
    id: storableText()
      .min(1)
      .max(255)
      .describe('Yours, unique per provider; remembered for as long as the event is.'),
    customer: storableText().min(1).max(260).optional().describe('`cus_…` or `ext:<externalId>`.'),
    key: z.string().min(1).max(200).optional(),
    meter: z.string().min(1).max(100).default('calls'),
    quantity: useQuantitySchema.default('1'),
    endpoint: endpointSchema.optional(),
    timestamp: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When it happened. Default: now. At most 400 days old, at most 10 minutes ahead.'),
    status: statusSchema.optional(),
    latencyMs: latencySchema.optional(),
    properties: z
      .record(storableText().max(100), z.union([storableText().max(1000), z.number(), z.boolean()]))
      .refine((record) => Object.keys(record).length <= 50, 'At most 50 properties.')
      .optional(),
  })
  .refine((event) => (event.key === undefined) !== (event.customer === undefined), {
    message: 'Send either `customer` or `key`.',
    path: ['customer'],
  })
  .meta({ id: 'UsageEvent', examples: [{ id: 'req-8f1', customer: 'ext:acme', endpoint: 'GET /forecast' }] });

export const REJECT_CODES = [
  'unknown_customer',
  'unknown_meter',
  'unknown_key',
  'invalid_event',
  'timestamp_too_old',
  'timestamp_in_future',
] as const;
export const WARN_CODES = ['no_subscription', 'meter_not_priced', 'late_for_invoiced_period'] as const;

export const eventsResponseSchema = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(
      z.object({
        index: z.int(),
        id: z.string().nullable(),
        code: z.enum(REJECT_CODES),
        message: z.string(),
      }),
    ),
    warnings: z.array(z.object({ index: z.int(), id: z.string(), code: z.enum(WARN_CODES) })),
  })
  .meta({ id: 'EventsResponse' });

export type EventsResponse = z.input<typeof eventsResponseSchema>;
export type EventRejection = EventsResponse['rejected'][number];
export type EventWarning = EventsResponse['warnings'][number];
