import { ArrowUpRight, Layers, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { planHeadline, planTerms } from '@/components/pricing/plan-facts';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listPlans, type Plan } from '@/lib/plans';

export const metadata: Metadata = { title: 'Plans' };

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;

export default async function PlansPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, role } = await requireMember();
  const { cursor } = await readQuery(searchParams, query);
  const { data: plans, nextCursor } = await listPlans(ctx, { cursor, limit: PER_PAGE });
  const create = hasRole(role, 'admin') && (
    <LinkButton href="/dashboard/plans/new">
      <Plus aria-hidden />
      New plan
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Plans"
        description="What your pricing page sells."
        actions={
          <>
            <LinkButton href={`/p/${ctx.provider.slug}`} look="secondary">
              Pricing page
              <ArrowUpRight aria-hidden />
            </LinkButton>
            {create}
          </>
        }
      />
      {plans.length === 0 ? (
        <EmptyState icon={Layers} title="No plans yet" action={create}>
          A plan says what your API costs and how much of it may be used.
        </EmptyState>
      ) : (
        <ul className="grid gap-3 lg:grid-cols-2">
          {plans.map((plan) => (
            <li key={plan.id}>
              <PlanSummary plan={plan} />
            </li>
          ))}
        </ul>
      )}
      <NextPage path="/dashboard/plans" cursor={nextCursor} />
    </>
  );
}

function PlanSummary({ plan }: { plan: Plan }) {
  const { amount, unit } = planHeadline(plan);
  return (
    <Card className="h-full px-5 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold">
          <Link href={`/dashboard/plans/${plan.slug}`} className="underline-offset-4 hover:underline">
            {plan.name}
          </Link>
        </h2>
        <code className="font-mono text-[0.867rem] text-faint">{plan.slug}</code>
        <Badge>v{plan.version}</Badge>
        {!plan.public && <Badge tone="warning">Private</Badge>}
        {plan.highlighted && <Badge tone="accent">Recommended</Badge>}
        {plan.archivedAt && <Badge>Archived</Badge>}
      </div>
      <p className="mt-2">
        <span className="text-[1.2rem] font-semibold tabular-nums">{amount}</span>{' '}
        <span className="text-muted">{unit}</span>
      </p>
      <p className="mt-1 text-[0.933rem] text-muted">{planTerms(plan).join(' · ')}</p>
    </Card>
  );
}
