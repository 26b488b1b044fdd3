import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { loadPlan, type SubscribedPlan } from '@/app/_loaders/load-plan';
import { loadWindowUse } from '@/app/_loaders/load-quota';
import { DateTime } from '@/components/date-time';
import { CancelPlan, ConfirmPlanChange, ResumePlan } from '@/components/portal/plan-change';
import { PlanChoice } from '@/components/portal/plan-choice';
import { PlanPanel } from '@/components/portal/plan-panel';
import { PlanPreview } from '@/components/portal/plan-preview';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { QuotaMeter } from '@/components/usage/quota-meter';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { previewSubscription } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listPublicPlans, type PublicPlan } from '@/lib/plans';
import { cancelPlanAction, changePlanAction, resumePlanAction } from './actions';

export const metadata: Metadata = { title: 'Plan' };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ to: textParameter, changed: textParameter });

export default async function PlanPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer, role } = await requireCustomerMember(slug);
  const { to, changed } = await readQuery(searchParams, query);
  const subscribed = await loadPlan(ctx, customer.id);
  const { data: sold } = await listPublicPlans(ctx);
  const path = `/p/${slug}/portal/plan`;
  const mayChange = hasRole(role, 'admin');
  const isLive = subscribed !== null && subscribed.subscription.status !== 'cancelled';
  const others = sold.filter(
    (plan) => !isLive || (plan.slug !== subscribed.plan.slug && plan.currency === subscribed.plan.currency),
  );
  const wanted = mayChange && isLive ? others.find((plan) => plan.slug === to) : undefined;
  return (
    <>
      <PageHeader title="Plan" />
      {changed && isLive && <ChangedNotice subscribed={subscribed} />}
      {wanted ? (
        <Preview ctx={ctx} customer={customer.id} plan={wanted} path={path} />
      ) : (
        <>
          {subscribed ? (
            <Present ctx={ctx} customer={customer.id} subscribed={subscribed} mayChange={mayChange} />
          ) : (
            <EmptyState icon={Layers} title="No plan yet">
              {others.length > 0
                ? 'Calls start with one of these.'
                : `Ask ${ctx.provider.name} to put you on one.`}
            </EmptyState>
          )}
          {others.length > 0 && (
            <PlanChoice
              title={isLive ? 'Other plans' : 'Start a plan'}
              choices={others.map((plan) => ({
                plan,
                href: isLive ? `${path}?to=${plan.slug}` : `/p/${slug}/start?plan=${plan.slug}`,
                label: isLive ? `What would ${plan.name} cost?` : `Choose ${plan.name}`,
              }))}
              mayChange={mayChange}
            />
          )}
        </>
      )}
    </>
  );
}

function ChangedNotice({ subscribed: { plan, subscription } }: { subscribed: SubscribedPlan }) {
  return (
    <Notice tone="success" className="mb-6">
      {subscription.scheduledPlan === null
        ? `You are on ${plan.name} now.`
        : `You stay on ${plan.name} until the period ends, then ${subscription.scheduledPlan} begins.`}
    </Notice>
  );
}

interface PresentProps {
  ctx: Context;
  customer: string;
  subscribed: SubscribedPlan;
  mayChange: boolean;
}

async function Present({ ctx, customer, subscribed, mayChange }: PresentProps) {
  const { plan, subscription } = subscribed;
  const { slug: provider, timezone } = ctx.provider;
  const use = await loadWindowUse(ctx, { customer, subscribed });
  const isPlanned = subscription.scheduledPlan !== null || subscription.cancelAt !== null;
  const endsAt = <DateTime at={subscription.currentPeriodEnd} timezone={timezone} />;
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <div className="grid gap-3">
        <PlanPanel plan={plan} subscription={subscription} timezone={timezone} />
        {mayChange &&
          subscription.status !== 'cancelled' &&
          (isPlanned ? (
            <ResumePlan action={resumePlanAction} provider={provider} plan={plan.slug} planName={plan.name} />
          ) : (
            <div>
              <CancelPlan
                action={cancelPlanAction}
                provider={provider}
                planName={plan.name}
                endsAt={endsAt}
              />
            </div>
          ))}
      </div>
      {use.limit !== null && (
        <Panel title="Quota" description="Calls in this month of the plan">
          <QuotaMeter used={use.used} limit={use.limit} currency={plan.currency} />
        </Panel>
      )}
    </div>
  );
}

interface PreviewProps {
  ctx: Context;
  customer: string;
  plan: PublicPlan;
  path: string;
}

async function Preview({ ctx, customer, plan, path }: PreviewProps) {
  const preview = await previewSubscription(ctx, { customer, plan: plan.slug });
  const { slug: provider, timezone } = ctx.provider;
  return (
    <PlanPreview planName={plan.name} timezone={timezone} preview={preview}>
      <ConfirmPlanChange
        action={changePlanAction}
        // What was shown is what is done, also where the rule would have changed meanwhile.
        fields={{ provider, plan: plan.slug, when: preview.when }}
        label={preview.when === 'now' ? `Change to ${plan.name} now` : `Change to ${plan.name} then`}
        backHref={path}
      />
    </PlanPreview>
  );
}
