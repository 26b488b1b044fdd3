import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { rateLimit } from '@/lib/plans';
import { amountField, instantAnswer, instantField, line } from '@/lib/tenants';
import { isCidr } from './cidr';

const scope = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9:._*/-]{0,99}$/, 'Must be 1 to 100 characters of A-Z, a-z, 0-9 and ":._*/-".')
  .meta({ examples: ['forecast:read'] });

const cidr = z
  .string()
  .max(49)
  .refine(isCidr, {
    params: { code: 'invalid_cidr' },
    message: 'Must be an IPv4 or IPv6 range in CIDR notation, such as 203.0.113.0/24.',
  })
  .meta({ examples: ['203.0.113.0/24', '2001:db8::/32'] });

const quotaLimit = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

const keyQuota = z
  .strictObject({ limit: quotaLimit.describe('Units per quota window, over all meters of the key.') })
  .meta({ id: 'KeyQuota', examples: [{ limit: 10_000 }] });

/** A bare number is taken for its limit. */
const keyQuotaInput = z.union([keyQuota, quotaLimit.transform((limit) => ({ limit }))]);

export const keyInput = z.strictObject({
  name: line(120, 0).optional(),
  scopes: z
    .array(scope)
    .max(100)
    .optional()
    .describe('What the key may be used for; verify names what it needs.'),
  expiresAt: instantField.nullish().describe('From this instant on the key is refused.'),
  ipAllowList: z.array(cidr).max(100).optional().describe('Only from these ranges; empty allows all.'),
  rateLimit: rateLimit.nullish().describe('Beside the plan’s limit; the tighter one decides.'),
  quota: keyQuotaInput.nullish(),
  spendLimit: amountField.nullish().describe('The most that the key may cost in one period, in minor units.'),
});

export type CreateKeyInput = z.output<typeof keyInput>;

export const rotateKeyInput = z.strictObject({
  graceSeconds: z
    .int()
    .min(0)
    .max(31_536_000)
    .default(0)
    .describe('How long the old secret works on; 0 ends it at once.'),
});

export const key = z
  .object({
    id: z.string().meta({ examples: ['key_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    customer: z.string().describe('Id of the customer.'),
    name: z.string(),
    prefix: z
      .string()
      .describe('The first characters of the secret.')
      .meta({ examples: ['sk_live_AbCd'] }),
    last4: z.string(),
    status: z.enum(['active', 'expired', 'revoked']),
    scopes: z.array(z.string()),
    ipAllowList: z.array(z.string()),
    rateLimit: rateLimit.nullable(),
    quota: keyQuota.nullable(),
    spendLimit: z.int().nullable(),
    expiresAt: instantAnswer.nullable(),
    revokedAt: instantAnswer.nullable(),
    rotatedTo: z.string().nullable().describe('Id of the key that took its place.'),
    createdAt: instantAnswer,
    lastUsedAt: instantAnswer.nullable(),
  })
  .meta({ id: 'Key' });

export type Key = z.output<typeof key>;

export const newKey = key
  .extend({
    secret: z
      .string()
      .describe('Shown this once; only its hash is kept.')
      .meta({ examples: ['sk_live_Qm7…'] }),
  })
  .meta({ id: 'NewKey' });

export type NewKey = z.output<typeof newKey>;

export const keyList = pageOf(key);

export const listKeysQuery = z.object(pageQuery);

export const keyParams = z.object({ id: z.string().describe('`key_…`') });
