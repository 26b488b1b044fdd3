import { planHeadline, planTerms, type SoldPlan } from '@/components/pricing/plan-facts';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';

/** The other plans that may be chosen, each leading to what the change would cost. */
export function PlanChoice({
  plans,
  path,
  mayChange,
}: {
  plans: SoldPlan[];
  path: string;
  mayChange: boolean;
}) {
  return (
    <section aria-labelledby="other-plans" className="mt-8">
      <h2 id="other-plans" className="mb-3 font-semibold">
        Other plans
      </h2>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {plans.map((plan) => {
          const { amount, unit } = planHeadline(plan);
          return (
            <Card key={plan.slug} className="grid content-between gap-4 p-5">
              <div>
                <h3 className="font-medium">{plan.name}</h3>
                <p className="mt-1">
                  <span className="text-[1.35rem] font-semibold tracking-tight tabular-nums">{amount}</span>{' '}
                  <span className="text-muted">{unit}</span>
                </p>
                <ul className="mt-3 grid gap-1 text-[0.933rem] text-muted">
                  {planTerms({ ...plan, trialDays: 0 }).map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </div>
              {mayChange && (
                <LinkButton href={`${path}?to=${plan.slug}`} look="secondary" prefetch={false}>
                  What would {plan.name} cost?
                </LinkButton>
              )}
            </Card>
          );
        })}
      </div>
    </section>
  );
}
