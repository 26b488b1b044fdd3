'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { RehearsedPlan } from '@/components/dashboard/plans/rehearsal-result';
import { invalidField } from '@/lib/core/errors';
import { parseOrThrow } from '@/lib/core/parse';
import { dayBounds } from '@/lib/core/period';
import { defineMemberAction } from '@/lib/http/define-action';
import {
  archivePlan,
  createPlan,
  createPlanInvitation,
  createPlanVersion,
  createVersionInput,
  migrateInput,
  migrateSubscribers,
  planInvitationInput,
  revokePlanInvitation,
  updatePlan,
  updatePlanInput,
} from '@/lib/plans';
import { rehearsalInput, rehearsePlan } from '@/lib/revenue';
import { planForm, planOfForm } from './plan-input';

export const createPlanAction = defineMemberAction({
  input: planForm,
  run: async ({ ctx }, form): Promise<void> => {
    await createPlan(ctx, planOfForm(form));
    redirect('/dashboard/plans');
  },
});

const draftForm = z.object({ plan: z.string(), draft: z.string().max(100_000) });

/** The editor sends its draft as text, because a price is a tree. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidField('draft', 'malformed', 'Is no JSON.');
  }
}

export const createVersionAction = defineMemberAction({
  input: draftForm,
  run: async ({ ctx }, { plan, draft }): Promise<void> => {
    const terms = parseOrThrow(createVersionInput, jsonOf(draft), 'form');
    await createPlanVersion(ctx, { slug: plan, terms });
    redirect(`/dashboard/plans/${encodeURIComponent(plan)}`);
  },
});

export const rehearseAction = defineMemberAction({
  input: draftForm.extend({ months: z.coerce.number() }),
  run: async ({ ctx }, { plan, draft, months }): Promise<RehearsedPlan> =>
    rehearsePlan(ctx, parseOrThrow(rehearsalInput, { plan, draft: jsonOf(draft), months }, 'form')),
});

export const migrateAction = defineMemberAction({
  input: z.object({ plan: z.string(), toVersion: z.coerce.number(), when: migrateInput.shape.when }),
  run: async ({ ctx }, { plan, ...move }) => {
    const { migrated } = await migrateSubscribers(ctx, { ...move, slug: plan });
    return { migrated };
  },
});

export const invitePlanAction = defineMemberAction({
  input: z.object({
    plan: z.string(),
    email: planInvitationInput.shape.email,
    maxUses: z.coerce.number().pipe(z.int().min(1).max(10_000)),
    expires: z.iso.date().optional(),
  }),
  run: async ({ ctx }, { plan, expires, ...invitation }) => {
    // The whole of the day that is chosen.
    const expiresAt = expires && dayBounds(expires, ctx.provider.timezone).end.toISOString();
    const made = { ...invitation, ...(expiresAt && { expiresAt }) };
    const { url } = await createPlanInvitation(ctx, { slug: plan, invitation: made });
    return { url };
  },
});

export const revokePlanInvitationAction = defineMemberAction({
  input: z.object({ plan: z.string(), invitation: z.string() }),
  run: async ({ ctx }, { plan, invitation }): Promise<void> => {
    await revokePlanInvitation(ctx, { slug: plan, id: invitation });
  },
});

export const archivePlanAction = defineMemberAction({
  input: z.object({ plan: z.string() }),
  run: async ({ ctx }, { plan }): Promise<void> => {
    await archivePlan(ctx, { slug: plan });
  },
});

export const presentPlanAction = defineMemberAction({
  input: z.object({
    plan: z.string(),
    name: updatePlanInput.shape.name.unwrap(),
    description: z.string().max(2000).default(''),
    features: z.string().max(10_000).default(''),
    shown: z.enum(['public', 'private']),
    highlighted: z.enum(['yes', 'no']),
  }),
  run: async ({ ctx }, { plan, features, shown, highlighted, ...texts }): Promise<void> => {
    const lines = features.split('\n').map((text) => text.trim());
    const changes = {
      ...texts,
      features: lines.filter(Boolean),
      ...{ public: shown === 'public', highlighted: highlighted === 'yes' },
    };
    await updatePlan(ctx, { slug: plan, changes: parseOrThrow(updatePlanInput, changes, 'form') });
  },
});
