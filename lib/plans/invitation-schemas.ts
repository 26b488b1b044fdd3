import { z } from 'zod';
import { pageOf } from '@/lib/core/pagination';
import { emailField, instantAnswer, instantField } from '@/lib/tenants';

export const planInvitationInput = z
  .strictObject({
    email: emailField.optional().describe('The one address that may sign up by it; any when absent.'),
    expiresAt: instantField.optional().describe('The first instant at which it no longer works.'),
    maxUses: z.int().min(1).max(10_000).default(1).describe('How many customers may sign up by it.'),
  })
  .meta({ examples: [{ email: 'cto@acme.example', maxUses: 1 }] });

export type PlanInvitationInput = z.input<typeof planInvitationInput>;

export const planInvitation = z
  .object({
    id: z.string().meta({ examples: ['pin_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    email: z.string().nullable(),
    uses: z.int().describe('How many signed up by it.'),
    usesLeft: z.int(),
    expiresAt: instantAnswer.nullable(),
    revokedAt: instantAnswer.nullable(),
    createdAt: instantAnswer,
  })
  .meta({ id: 'PlanInvitation' });

export type PlanInvitation = z.output<typeof planInvitation>;

export const newPlanInvitation = planInvitation
  .extend({
    token: z.string().describe('Shown this once.'),
    url: z.string().describe('The page on which the plan can be seen and signed up for.'),
  })
  .meta({ id: 'NewPlanInvitation' });

export type NewPlanInvitation = z.output<typeof newPlanInvitation>;

export const planInvitationList = pageOf(planInvitation);

/** What stands in an invitation's link. */
export const inviteField = z
  .string()
  .regex(/^[A-Za-z0-9_-]{20,100}$/, 'Must be the token of an invitation.')
  .describe('Token of an invitation to a private plan.');
