import { planHeadline, planTerms, type SoldPlan } from '@/components/pricing/plan-facts';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';

/** Plans that may be chosen, each leading to where it is shown what that would cost. */
export function PlanChoice({
  title,
  choices,
  mayChange,
}: {
  title: string;
  choices: { plan: SoldPlan; href: string; label: string }[];
  mayChange: boolean;
}) {
  return (
    <section aria-labelledby="plan-choice" className="mt-8">
      <h2 id="plan-choice" className="mb-3 font-semibold">
        {title}
      </h2>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {choices.map(({ plan, href, label }) => {
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
                <LinkButton href={href} look="secondary" prefetch={false}>
                  {label}
                </LinkButton>
              )}
            </Card>
          );
        })}
      </div>
    </section>
  );
}
