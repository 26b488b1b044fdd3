import { Check } from 'lucide-react';
import { DateTime, Period } from '@/components/date-time';
import { planHeadline, planTerms, type SoldPlan } from '@/components/pricing/plan-facts';
import { StatusBadge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';

export interface ShownSubscription {
  status: string;
  currentPeriodStart: string;
  currentPeriodEnd: string;
  trialEndsAt: string | null;
  cancelAt: string | null;
  scheduledPlan: string | null;
}

interface Props {
  plan: SoldPlan;
  subscription: ShownSubscription;
  timezone: string;
}

/** What a customer is on: the terms of its own version, and where its period stands. */
export function PlanPanel({ plan, subscription, timezone }: Props) {
  const { amount, unit } = planHeadline(plan);
  // The trial that a plan begins with is past, or stands above.
  const terms = planTerms({ ...plan, trialDays: 0 });
  const { trialEndsAt, cancelAt, scheduledPlan, currentPeriodStart, currentPeriodEnd } = subscription;
  return (
    <Panel
      title={plan.name}
      description={`${amount} ${unit}`}
      actions={<StatusBadge status={subscription.status} />}
    >
      <Facts
        items={[
          {
            label: 'This period',
            value: <Period start={currentPeriodStart} end={currentPeriodEnd} timezone={timezone} />,
          },
          ...(trialEndsAt
            ? [{ label: 'Trial ends', value: <DateTime at={trialEndsAt} timezone={timezone} /> }]
            : []),
          ...(scheduledPlan ? [{ label: 'Next period', value: `Changes to ${scheduledPlan}` }] : []),
          ...(cancelAt ? [{ label: 'Ends', value: <DateTime at={cancelAt} timezone={timezone} /> }] : []),
        ]}
      />
      <ul className="mt-4 grid grid-cols-1 gap-1.5 border-t pt-4 text-[0.933rem]">
        {terms.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {plan.features.map((feature) => (
          <li key={feature} className="flex gap-2">
            <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent" />
            <span>{feature}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
