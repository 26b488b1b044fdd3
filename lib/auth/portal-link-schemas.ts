import { z } from 'zod';
import { customerReference, instantAnswer } from '@/lib/tenants';

const returnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .describe('Where the portal’s way back leads: your own page.');

export const portalSessionInput = z
  .strictObject({ customer: customerReference, returnUrl: returnUrl.optional() })
  .meta({ examples: [{ customer: 'ext:acme', returnUrl: 'https://weathernow.example/account' }] });

export type PortalSessionInput = z.output<typeof portalSessionInput>;

export const portalSession = z
  .object({
    url: z.string().describe('Signs that customer into the portal, once.'),
    expiresAt: instantAnswer.describe('Until then the link must be opened.'),
  })
  .meta({ id: 'PortalSession' });

export type PortalSession = z.output<typeof portalSession>;

/** What a link carries. Read back from the database, so parsed. */
export const linkPayload = z.object({
  customerId: z.string(),
  openedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  returnUrl: z.string().nullable(),
});
