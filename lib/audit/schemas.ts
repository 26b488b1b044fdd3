import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';

const when = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'Must be an RFC 3339 time or a date.')
  .meta({ examples: ['2026-04-01T00:00:00.000Z', '2026-04-01'] });

export const listAuditInput = z.object({
  ...pageQuery,
  actor: z.string().max(200).optional().describe('Id or name of who acted.'),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{1,60})?$/, 'Must be an action such as key.revoked, or a noun such as key.')
    .optional()
    .describe('An action such as `key.revoked`, or `key` for all of that noun.'),
  customer: z.string().max(100).optional().describe('Only what concerned this customer (`cus_…`).'),
  from: when.optional().describe('From this instant on; a date is its midnight in the provider’s time zone.'),
  to: when.optional().describe('Before this instant.'),
});

export type ListAuditInput = z.input<typeof listAuditInput>;

export const auditEntry = z
  .object({
    id: z.string(),
    at: z.string().meta({ format: 'date-time' }),
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    action: z.string().meta({ examples: ['key.revoked'] }),
    targetId: z.string().nullable(),
    customerId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.output<typeof auditEntry>;

export const auditList = pageOf(auditEntry);
