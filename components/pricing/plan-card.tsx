import { Check } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { classNames } from '@/components/ui/class-names';
import { LinkButton } from '@/components/ui/link-button';
import { planHeadline, planTerms, type SoldPlan } from './plan-facts';

/** One plan on a pricing page. */
export function PlanCard({ plan, signupHref }: { plan: SoldPlan; signupHref: string }) {
  const { amount, unit } = planHeadline(plan);
  const terms = planTerms(plan);
  return (
    <article
      aria-labelledby={`plan-${plan.slug}`}
      className={classNames(
        // The rows are the page's, so that prices and buttons of all plans stand in line.
        'row-span-5 grid grid-rows-subgrid gap-0 rounded-xl border bg-surface p-5 sm:p-6',
        plan.highlighted && 'border-accent ring-1 ring-accent',
      )}
    >
      <div>
        <div className="flex items-center justify-between gap-2">
          <h2 id={`plan-${plan.slug}`} className="font-semibold">
            {plan.name}
          </h2>
          {plan.highlighted && <Badge tone="accent">Recommended</Badge>}
        </div>
        {plan.description && <p className="mt-1 text-[0.933rem] text-muted">{plan.description}</p>}
      </div>
      <p className="mt-5 flex flex-wrap items-baseline gap-x-1.5">
        <span className="text-[2rem] leading-10 font-semibold tracking-tight tabular-nums">{amount}</span>
        {unit && <span className="text-muted">{unit}</span>}
      </p>
      <LinkButton href={signupHref} look={plan.highlighted ? 'primary' : 'secondary'} className="mt-5">
        {plan.trialDays > 0 ? 'Start free trial' : `Choose ${plan.name}`}
      </LinkButton>
      <ul className="mt-6 grid content-start gap-2 text-[0.933rem]">
        {terms.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {plan.features.length > 0 && (
        <ul className="mt-4 grid content-start gap-2 border-t pt-4 text-[0.933rem]">
          {plan.features.map((feature) => (
            <li key={feature} className="flex gap-2">
              <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent" />
              <span>{feature}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
