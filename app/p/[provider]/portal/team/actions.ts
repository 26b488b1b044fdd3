'use server';

import { z } from 'zod';
import { inviteCustomerMember, revokeCustomerInvitation } from '@/lib/auth';
import { defineCustomerAction } from '@/lib/http/define-action';
import { changeCustomerMember, emailField, memberRole, removeCustomerMember } from '@/lib/tenants';

export const inviteAction = defineCustomerAction({
  input: z.object({ email: emailField, role: memberRole }),
  run: async ({ ctx, customer }, input) => {
    await inviteCustomerMember(ctx, { customerId: customer.id, ...input });
  },
});

export const revokeInvitationAction = defineCustomerAction({
  input: z.object({ invitation: z.string() }),
  run: async ({ ctx, customer }, { invitation }) => {
    await revokeCustomerInvitation(ctx, { customerId: customer.id, id: invitation });
  },
});

export const changeRoleAction = defineCustomerAction({
  input: z.object({ user: z.string(), role: memberRole }),
  run: async ({ ctx, customer }, { user, role }) => {
    await changeCustomerMember(ctx, { customerId: customer.id, userId: user, role });
  },
});

export const removeMemberAction = defineCustomerAction({
  input: z.object({ user: z.string() }),
  run: async ({ ctx, customer }, { user }) => {
    await removeCustomerMember(ctx, { customerId: customer.id, userId: user });
  },
});
