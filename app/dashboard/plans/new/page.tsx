import type { Metadata } from 'next';
import { currencyOptions } from '@/app/_loaders/options';
import { PlanForm } from '@/components/dashboard/plan-form';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { createPlanAction } from '../actions';

export const metadata: Metadata = { title: 'New plan' };

export default async function NewPlanPage() {
  const { ctx, role } = await requireMember();
  return (
    <>
      <PageHeader title="New plan" description="Tiers, packages and other meters: through the API." />
      {hasRole(role, 'admin') ? (
        <PlanForm action={createPlanAction} currency={ctx.provider.currency} currencies={currencyOptions()} />
      ) : (
        <Notice>Your role allows looking only; ask an owner or admin to make plans.</Notice>
      )}
    </>
  );
}
