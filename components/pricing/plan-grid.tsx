import { decimal } from '@/lib/core/decimal';
import { PlanCard } from './plan-card';
import type { SoldPlan } from './plan-facts';

/**
 * All plans, with a switch where some are paid by the month and some by the year. The switch is two radio buttons
 * and style alone: it works before any script does. A plan without a base price has no interval to choose.
 */
export function PlanGrid({ plans, signupPath }: { plans: SoldPlan[]; signupPath: string }) {
  const hasBoth = new Set(plans.filter(hasBasePrice).map(({ interval }) => interval)).size === 2;
  return (
    <div className="group/plans mt-10">
      {hasBoth && <IntervalSwitch />}
      <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(16.5rem,1fr))]">
        {plans.map((plan) => (
          <div
            key={plan.slug}
            className={hasBoth && hasBasePrice(plan) ? SHOWN_FOR[plan.interval] : 'contents'}
          >
            <PlanCard plan={plan} signupHref={`${signupPath}?plan=${plan.slug}`} />
          </div>
        ))}
      </div>
    </div>
  );
}

const hasBasePrice = ({ basePrice }: SoldPlan) => !decimal(basePrice).isZero();

const SHOWN_FOR: Record<SoldPlan['interval'], string> = {
  month: 'contents group-has-[#billed-yearly:checked]/plans:hidden',
  year: 'hidden group-has-[#billed-yearly:checked]/plans:contents',
};

function IntervalSwitch() {
  return (
    <fieldset className="mx-auto mb-8 flex w-fit rounded-lg border bg-subtle p-1 text-[0.933rem]">
      <legend className="sr-only">Billed</legend>
      {[
        { id: 'billed-monthly', label: 'Monthly' },
        { id: 'billed-yearly', label: 'Yearly' },
      ].map(({ id, label }, index) => (
        <label
          key={id}
          htmlFor={id}
          className="cursor-pointer rounded-md px-4 py-1.5 text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-foreground has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input id={id} type="radio" name="billed" defaultChecked={index === 0} className="sr-only" />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
