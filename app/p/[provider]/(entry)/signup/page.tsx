import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { countryOptions } from '@/app/_loaders/options';
import { sellerOf } from '@/app/_loaders/seller-of';
import { AuthCard } from '@/components/auth/auth-card';
import { SignInElsewhere } from '@/components/auth/sign-in-elsewhere';
import { CustomerSignupForm } from '@/components/pricing/customer-signup-form';
import { costsSomething, planHeadline } from '@/components/pricing/plan-facts';
import { signInsElsewhere } from '@/lib/auth';
import { currentUser, requireProvider } from '@/lib/auth/request';
import { GST_STATES } from '@/lib/core/gst/states';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { inviteField, listPublicPlans } from '@/lib/plans';
import { signUpCustomerAction } from '../actions';

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ plan: textParameter, invite: textParameter, as: textParameter });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `Sign up · ${provider.name}` } };
}

export default async function CustomerSignupPage({ params, searchParams }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { plan: wanted, invite: text, as } = await readQuery(searchParams, query);
  const invite = inviteField.safeParse(text).data;
  const { data: plans, provider } = await listPublicPlans(ctx, { invite });
  const publicPlans = invite === undefined ? plans : (await listPublicPlans(ctx)).data;
  // An invitation that still works puts its plan first; one that is over leads to the pricing page.
  const invited = plans.length > publicPlans.length ? plans[0] : undefined;
  const plan = wanted === undefined ? invited : plans.find(({ slug }) => slug === wanted);
  if (!plan) redirect(`/p/${provider.slug}`);
  const { amount, unit } = planHeadline(plan);
  // Somebody who came back from signing in elsewhere, or chose to be who they are here already.
  const user = await currentUser();
  const isThemselves = user !== null && as === 'me';
  const here = new URLSearchParams({
    plan: plan.slug,
    ...(plan === invited && invite && { invite }),
    as: 'me',
  });
  const asThemselves = `/p/${provider.slug}/signup?${here}`;
  return (
    <AuthCard
      title={`Get your ${provider.name} key`}
      description={
        <>
          {plan === invited && 'You are invited to '}
          {plan.name} · {amount} {unit} ·{' '}
          <Link href={`/p/${provider.slug}`} className="underline underline-offset-4">
            change
          </Link>
        </>
      }
      footer={
        <>
          Have an account?{' '}
          <Link
            href={`/p/${provider.slug}/login`}
            className="font-medium text-foreground underline underline-offset-4"
          >
            Sign in
          </Link>
        </>
      }
    >
      {!isThemselves && <SignInElsewhere sites={signInsElsewhere()} next={asThemselves} />}
      {user && !isThemselves && (
        <p className="mb-5 text-[0.933rem] text-muted">
          Signed in as {user.email}?{' '}
          <Link href={asThemselves} className="font-medium text-foreground underline underline-offset-4">
            Use this sign-in
          </Link>
        </p>
      )}
      <CustomerSignupForm
        person={isThemselves ? user.email : null}
        action={signUpCustomerAction}
        seller={await sellerOf(ctx, provider)}
        plan={plan.slug}
        invite={plan === invited ? invite : undefined}
        wantsCard={costsSomething(plan)}
        requiresCard={plan.requiresCard}
        country={provider.country}
        countries={countryOptions()}
        indianStates={GST_STATES.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </AuthCard>
  );
}
