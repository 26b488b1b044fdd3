'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeTeamMember, inviteMember, memberInvitationInput, revokeMemberInvitation } from '@/lib/auth';
import { signOut } from '@/lib/auth/request';
import { parseOrThrow } from '@/lib/core/parse';
import { defineMemberAction } from '@/lib/http/define-action';
import { closeProvider, getProvider, memberRole, updateProvider, updateProviderInput } from '@/lib/tenants';
import { brandingOfForm, generalForm, generalOfForm } from './general-input';
import { changesOfForm, taxForm } from './tax-input';

export const updateTaxAction = defineMemberAction({
  input: taxForm,
  run: async ({ ctx }, form) => {
    const changes = changesOfForm(form, await getProvider(ctx));
    await updateProvider(ctx, parseOrThrow(updateProviderInput, changes, 'form'));
  },
});

export const updateGeneralAction = defineMemberAction({
  input: generalForm,
  run: async ({ ctx }, form) => {
    const changes = generalOfForm(form, await getProvider(ctx));
    await updateProvider(ctx, parseOrThrow(updateProviderInput, changes, 'form'));
  },
});

export const updateBrandingAction = defineMemberAction({
  input: z.object({
    tagline: z.string().max(200).optional(),
    websiteUrl: z.string().max(500).optional(),
    apiUrl: z.string().max(500).optional(),
    color: z.string().max(20).optional(),
    logo: z.string().max(400_000).optional(),
  }),
  run: async ({ ctx }, form) => {
    const { logo, branding } = brandingOfForm(form, await getProvider(ctx));
    const checked = parseOrThrow(updateProviderInput.shape.branding.unwrap(), branding, 'form');
    const picture = parseOrThrow(updateProviderInput.pick({ logo: true }), logo ? { logo } : {}, 'form');
    await updateProvider(ctx, { branding: checked, ...picture });
  },
});

export const inviteMemberAction = defineMemberAction({
  input: memberInvitationInput,
  run: ({ ctx }, input) => inviteMember(ctx, input),
});

export const revokeInvitationAction = defineMemberAction({
  input: z.object({ email: z.string() }),
  run: ({ ctx }, input) => revokeMemberInvitation(ctx, input),
});

export const changeRoleAction = defineMemberAction({
  input: z.object({ user: z.string(), role: memberRole }),
  run: ({ ctx }, { user, role }) => changeTeamMember(ctx, { userId: user, role }),
});

export const removeMemberAction = defineMemberAction({
  input: z.object({ user: z.string() }),
  run: ({ ctx }, { user }) => changeTeamMember(ctx, { userId: user, role: null }),
});

export const closeAccountAction = defineMemberAction({
  input: z.object({ slug: z.string().max(100) }),
  minimum: 'owner',
  run: async ({ ctx, providers, provider }, input): Promise<void> => {
    await closeProvider(ctx, input);
    const others = providers.filter(
      ({ id, liveProviderId }) => id !== provider.id && liveProviderId !== provider.id,
    );
    if (others.length > 0) redirect('/dashboard');
    await signOut();
    redirect('/login');
  },
});
