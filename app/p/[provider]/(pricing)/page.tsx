import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { Calculator } from '@/components/pricing/calculator';
import { estimatePlans } from '@/components/pricing/estimate';
import { PlanComparison } from '@/components/pricing/plan-comparison';
import { planHeadline } from '@/components/pricing/plan-facts';
import { PlanGrid } from '@/components/pricing/plan-grid';
import { EmptyState } from '@/components/ui/empty-state';
import { requireProvider } from '@/lib/auth/request';
import { env } from '@/lib/env';
import { listPublicPlans } from '@/lib/plans';

interface Props {
  params: Promise<{ provider: string }>;
}

const FIRST_ESTIMATE_CALLS = 150_000;

/**
 * Rendered at its first visit and kept until the provider or a plan changes (lib/boot/page-cache.js); the age only
 * bounds what a lost announcement could cost. In seconds.
 */
export const revalidate = 300;

/** None is known when the product is built; each is rendered when somebody comes. */
export function generateStaticParams(): { provider: string }[] {
  return [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireProvider((await params).provider);
  const { data: plans, provider } = await listPublicPlans(ctx);
  const from = plans.map((plan) => `${plan.name} ${Object.values(planHeadline(plan)).join(' ').trim()}`);
  const description = provider.branding.tagline ?? `Plans for the ${provider.name} API: ${from.join(', ')}.`;
  const title = `${provider.name} API pricing`;
  return {
    title: { absolute: title },
    description,
    metadataBase: new URL(env().appUrl),
    alternates: { canonical: `/p/${provider.slug}` },
    openGraph: { title, description, type: 'website', siteName: provider.name, url: `/p/${provider.slug}` },
    twitter: { card: 'summary_large_image', title, description },
    robots: provider.sandbox ? { index: false } : undefined,
  };
}

export default async function PricingPage({ params }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { data: plans, provider } = await listPublicPlans(ctx);
  const hasPricedCalls = plans.some(({ prices }) => prices.some(({ meter }) => meter === 'calls'));
  return (
    <div className="mx-auto max-w-6xl px-4 pt-8 pb-16 sm:px-6 sm:pt-14">
      <div className="mx-auto max-w-2xl text-center">
        <h1 className="text-[2rem] leading-tight font-semibold sm:text-[2.5rem]">
          {provider.name} API pricing
        </h1>
        <p className="mt-3 text-[1.07rem] text-muted">
          {provider.branding.tagline ?? 'Pick a plan, get a key, make your first call in a minute.'}
        </p>
      </div>
      {plans.length === 0 ? (
        <div className="mx-auto mt-10 max-w-2xl">
          <EmptyState icon={Layers} title="No plans yet">
            {provider.name} has not published any plans so far.
          </EmptyState>
        </div>
      ) : (
        <PlanGrid plans={plans} signupPath={`/p/${provider.slug}/signup`} />
      )}
      {hasPricedCalls && (
        <div className="mx-auto mt-10 max-w-3xl">
          <Calculator
            plans={plans}
            currency={provider.currency}
            initialCalls={FIRST_ESTIMATE_CALLS}
            initialEstimates={estimatePlans(plans, String(FIRST_ESTIMATE_CALLS))}
          />
          <p className="mt-3 text-center text-[0.867rem] text-faint">
            Before taxes. Usage is billed after each period.
          </p>
        </div>
      )}
      {plans.length > 1 && (
        <div className="mt-10">
          <PlanComparison plans={plans} />
        </div>
      )}
    </div>
  );
}
