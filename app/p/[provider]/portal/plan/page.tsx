import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { loadPlan } from '@/app/_loaders/load-plan';
import { loadWindowUse } from '@/app/_loaders/load-quota';
import { PlanPanel } from '@/components/portal/plan-panel';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { QuotaMeter } from '@/components/usage/quota-meter';
import { requireCustomerMember } from '@/lib/auth/request';

export const metadata: Metadata = { title: 'Plan' };

export default async function PlanPage({ params }: { params: Promise<{ provider: string }> }) {
  const { provider: slug } = await params;
  const { ctx, customer } = await requireCustomerMember(slug);
  const { timezone } = ctx.provider;
  const subscribed = await loadPlan(ctx, customer.id);
  if (!subscribed) {
    return (
      <>
        <PageHeader title="Plan" />
        <EmptyState icon={Layers} title="No plan yet">
          Ask {ctx.provider.name} to put you on one.
        </EmptyState>
      </>
    );
  }
  const { plan, subscription } = subscribed;
  const use = await loadWindowUse(ctx, { customer: customer.id, subscribed });
  return (
    <>
      <PageHeader
        title="Plan"
        actions={
          <LinkButton href={`/p/${slug}`} look="secondary">
            See all plans
          </LinkButton>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <PlanPanel plan={plan} subscription={subscription} timezone={timezone} />
        {use.limit !== null && (
          <Panel title="Quota" description="Calls in this month of the plan">
            <QuotaMeter used={use.used} limit={use.limit} currency={plan.currency} />
          </Panel>
        )}
      </div>
    </>
  );
}
