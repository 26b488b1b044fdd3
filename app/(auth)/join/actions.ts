'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acceptMemberInvitation, findMemberInvitation, proveNewOrOwn } from '@/lib/auth';
import { chooseProvider, currentUser, requestAddress, requireProvider, signIn } from '@/lib/auth/request';
import { AppError } from '@/lib/core/errors';
import { definePublicAction } from '@/lib/http/define-action';
import { providerSlugParameter } from '@/lib/http/query';
import { line, password } from '@/lib/tenants';

/** Joins a team: somebody new sets a password, somebody known gives theirs, somebody signed in just says yes. */
export const joinAction = definePublicAction({
  input: z.object({
    team: providerSlugParameter,
    token: z.string().max(200),
    name: line(120).optional(),
    password: password.optional(),
  }),
  run: async (_ctx, { team, token, name, password: given }): Promise<void> => {
    const visitor = await requireProvider(team);
    const invitation = await findMemberInvitation(visitor, { token });
    if (!invitation) throw new AppError('not_found', 'This invitation is over; ask for another one.');
    const { email } = invitation;
    const user = await currentUser();
    const actor = user && ({ kind: 'member', id: user.id, name: user.name, role: 'viewer' } as const);
    const { userId } = await proveNewOrOwn(email, await requestAddress(), () =>
      acceptMemberInvitation(
        { ...visitor, ...(actor && { actor }) },
        { token, name: name ?? user?.name ?? email, password: given },
      ),
    );
    if (user?.id !== userId) await signIn(userId);
    await chooseProvider(visitor.provider.id);
    redirect('/dashboard');
  },
});
