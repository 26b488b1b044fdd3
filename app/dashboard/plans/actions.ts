'use server';

import { redirect } from 'next/navigation';
import { defineMemberAction } from '@/lib/http/define-action';
import { createPlan } from '@/lib/plans';
import { planForm, planOfForm } from './plan-input';

export const createPlanAction = defineMemberAction({
  input: planForm,
  run: async ({ ctx }, form): Promise<void> => {
    await createPlan(ctx, planOfForm(form));
    redirect('/dashboard/plans');
  },
});
