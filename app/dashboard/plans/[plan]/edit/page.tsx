import type { Metadata } from 'next';
import { PlanDraft } from '@/components/dashboard/plans/plan-draft';
import { BackLink } from '@/components/ui/back-link';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/request';
import { orNotFound } from '@/lib/http/page-errors';
import { getPlan, listMeters } from '@/lib/plans';
import { createVersionAction, rehearseAction } from '../../actions';

export const metadata: Metadata = { title: 'Change price' };

export default async function EditPlanPage({ params }: { params: Promise<{ plan: string }> }) {
  const { ctx } = await requireMember('admin');
  const plan = await orNotFound(getPlan(ctx, { slug: (await params).plan }));
  const meters = await listMeters(ctx, { limit: 100 });
  const { slug, currency, interval, basePrice, prices, version, chargeableStatus } = plan;
  return (
    <>
      <BackLink href={`/dashboard/plans/${slug}`} label={plan.name} />
      <PageHeader
        title={`Change the price of ${plan.name}`}
        description="A change makes a new version; subscribers stay on theirs until you move them."
      />
      <PlanDraft
        plan={{ slug, currency, interval, basePrice, prices, version, chargeableStatus }}
        quotas={plan.quotas}
        meters={meters.data.map((meter) => meter.slug)}
        createAction={createVersionAction}
        rehearseAction={rehearseAction}
      />
    </>
  );
}
