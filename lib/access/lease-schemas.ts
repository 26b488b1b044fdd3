import { z } from 'zod';
import { useQuantitySchema, VERIFY_CODES, verifyRequestSchema, verifyResponseSchema } from './schemas';

/** What one lease may hold, and for how long: both bound what a change of mind can cost. */
export const MAX_LEASE_CALLS = 10_000;
export const MAX_LEASE_SECONDS = 60;

const { key, customer, meter, ip, scopes } = verifyRequestSchema.shape;

export const leaseRequestSchema = z
  .strictObject({
    key,
    customer,
    meter,
    ip,
    scopes,
    cost: useQuantitySchema.default('1').describe('How many units one call takes.'),
    calls: z
      .int()
      .min(1)
      .max(MAX_LEASE_CALLS)
      .describe('How many calls to reserve; fewer are granted where fewer are left.'),
    seconds: z
      .int()
      .min(1)
      .max(MAX_LEASE_SECONDS)
      .default(5)
      .describe('For how long: a revoked key goes on for no longer than this.'),
  })
  .refine((request) => (request.key === undefined) !== (request.customer === undefined), {
    message: 'Send either `key` or `customer`.',
    path: ['key'],
  })
  .meta({ id: 'LeaseRequest', examples: [{ key: 'sk_live_4fT…', calls: 200, seconds: 5 }] });

/** `not_leasable`: such calls must be decided one by one. */
export const LEASE_CODES = [...VERIFY_CODES, 'not_leasable'] as const;

export const leaseResponseSchema = verifyResponseSchema
  .omit({ degraded: true })
  .extend({
    id: z.string().nullable().describe('Of the lease, for its settlement; null when nothing was granted.'),
    code: z.enum(LEASE_CODES),
    calls: z.int().describe('Calls that may go ahead, at most.'),
    units: z.string().describe('Units that they may take together, at most.'),
    ttlMs: z.int().describe('How long the lease lasts, counted from when it was asked for.'),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: 'LeaseResponse' });

export const settleLeaseRequestSchema = z
  .strictObject({
    lease: z.string().min(1).max(60),
    uses: z
      .array(
        z.strictObject({
          id: z
            .string()
            .min(1)
            .max(60)
            .describe('Yours, unique within the lease; it makes a repeat harmless.'),
          cost: useQuantitySchema.default('1'),
          afterMs: z.number().min(0).max(86_400_000).describe('When the call began, counted from the grant.'),
          endpoint: z.string().max(300).optional(),
          status: z.int().min(100).max(599).optional(),
          latencyMs: z.number().min(0).max(86_400_000).transform(Math.round).optional(),
        }),
      )
      .max(MAX_LEASE_CALLS),
    held: z
      .strictObject({ calls: z.int().min(0).max(MAX_LEASE_CALLS), units: useQuantitySchema })
      .describe('What to go on reserving: calls under way and calls to come. None gives the rest back.'),
  })
  .meta({
    id: 'SettleLeaseRequest',
    examples: [
      { lease: 'lease_01k…', uses: [{ id: '1', afterMs: 12, status: 200 }], held: { calls: 0, units: 0 } },
    ],
  });

export const settleLeaseResponseSchema = z
  .object({
    accepted: z.int(),
    duplicates: z.int().describe('Uses that had been told before.'),
    held: z.object({ calls: z.int(), units: z.string() }),
  })
  .meta({ id: 'SettleLeaseResponse' });

export type LeaseRequest = z.output<typeof leaseRequestSchema>;
export type LeaseResponse = z.input<typeof leaseResponseSchema>;
export type SettleLeaseRequest = z.output<typeof settleLeaseRequestSchema>;
export type SettleLeaseResponse = z.input<typeof settleLeaseResponseSchema>;
