import { z } from 'zod';
import { emailField, memberRole } from '@/lib/tenants';

export const memberInvitationInput = z.object({ email: emailField, role: memberRole });

export type MemberInvitationInput = z.output<typeof memberInvitationInput>;

/** What the token carries, read back. */
export const invitationPayload = z.object({
  email: z.string(),
  role: memberRole,
  inviter: z.string(),
});

/** An invitation that waits to be accepted. */
export interface MemberInvitation {
  id: string;
  email: string;
  role: z.output<typeof memberRole>;
  inviter: string;
  expiresAt: string;
}
