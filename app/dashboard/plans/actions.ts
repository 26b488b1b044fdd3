'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { RehearsedPlan } from '@/components/dashboard/plans/rehearsal-result';
import { invalidField } from '@/lib/core/errors';
import { parseOrThrow } from '@/lib/core/parse';
import { defineMemberAction } from '@/lib/http/define-action';
import {
  createPlan,
  createPlanVersion,
  createVersionInput,
  migrateInput,
  migrateSubscribers,
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
