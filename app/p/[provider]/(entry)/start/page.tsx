import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { sellerOf } from '@/app/_loaders/seller-of';
import { AuthCard } from '@/components/auth/auth-card';
import { ActionButton } from '@/components/payments/action-button';
import { methodName } from '@/components/payments/cards-list';
import { planHeadline } from '@/components/pricing/plan-facts';
import { StartPlanForm } from '@/components/pricing/start-plan-form';
import { requireCustomerMember } from '@/lib/auth/request';
import { orNull } from '@/lib/core/errors';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { finishCheckout, listPaymentMethods } from '@/lib/payments';
import { inviteField, listPublicPlans } from '@/lib/plans';
import { getSubscription } from '@/lib/subscriptions';
import { giveCardAction, startPlanAction } from '../actions';

export const metadata: Metadata = { title: 'Your key', robots: { index: false } };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ plan: textParameter, invite: textParameter, session: textParameter });

/**
 * Where a plan starts for a customer that has none: what Stripe's page for the card leads back to after the signup for
 * a plan that needs one, and what the portal leads to while there is no plan or after one has ended.
 */
export default async function StartPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer } = await requireCustomerMember(slug);
  const { plan: wanted, invite: text, session } = await readQuery(searchParams, query);
  const invite = inviteField.safeParse(text).data;
  // The page that the customer comes from may be ahead of its webhook.
  if (session) await orNull(finishCheckout(ctx, { session }));
  const { data: plans, provider } = await listPublicPlans(ctx, { invite });
  const plan = plans.find((one) => one.slug === wanted);
  const last = await orNull(getSubscription(ctx, { customer: customer.id }));
  const isStarted = last !== null && last.status !== 'cancelled';
  if (!plan) redirect(`/p/${slug}/portal`);
  const { data: methods } = await listPaymentMethods(ctx, { customer: customer.id });
  const card = methods.find(({ isDefault, isExpired }) => isDefault && !isExpired);
  const { amount, unit } = planHeadline(plan);
  const fields: Record<string, string> = { provider: slug, plan: plan.slug };
  if (invite !== undefined) fields.invite = invite;
  return (
    <AuthCard
      title={last ? `Start ${plan.name}` : `Get your ${provider.name} key`}
      description={`${plan.name} · ${amount} ${unit}${card ? ` · ${methodName(card)}` : ''}`}
    >
      {isStarted || card || !plan.requiresCard ? (
        <StartPlanForm
          action={startPlanAction}
          fields={fields}
          planName={plan.name}
          seller={await sellerOf(ctx, provider)}
          // It stays on the screen, with the key, when the plan has started.
          isStarted={isStarted}
          wasOnPlan={last !== null}
        />
      ) : (
        <div className="grid grid-cols-1 gap-4">
          <p>
            {plan.name} needs a card. It is entered on a page of Stripe’s; its number never comes to{' '}
            {provider.name}.
          </p>
          <ActionButton action={giveCardAction} fields={fields} size="large">
            Enter a card
          </ActionButton>
        </div>
      )}
    </AuthCard>
  );
}
