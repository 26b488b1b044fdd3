import type { SelectOption } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { FormAction } from '@/lib/core/action';

interface Props {
  customer: string;
  plans: SelectOption[];
  /** The plan that it is on; null without one. */
  plan: string | null;
  currency: string;
  budget: string;
  actions: Record<'changePlan' | 'giveCredits' | 'setBudget', FormAction<void>>;
}

/** What a provider's people do for a customer. */
export function CustomerActions({ customer, plans, plan, currency, budget, actions }: Props) {
  return (
    <>
      <FormDialog
        action={actions.changePlan}
        scope={{ customer, ...(plan === null && { when: 'start' }) }}
        title={plan === null ? 'Put on a plan' : 'Change plan'}
        description="Upgrades cost the rest of the period by the day; downgrades wait for its end, unless you say otherwise."
        fields={[
          { name: 'plan', label: 'Plan', options: plans, value: plan ?? plans[0]?.value, isRequired: true },
          ...(plan === null
            ? []
            : [
                {
                  name: 'when',
                  label: 'When',
                  value: 'fitting',
                  isRequired: true,
                  options: [
                    { value: 'fitting', label: 'Upgrades now, downgrades later' },
                    { value: 'now', label: 'Now' },
                    { value: 'period_end', label: 'At the end of the period' },
                  ],
                },
              ]),
        ]}
        submitLabel={plan === null ? 'Start' : 'Change plan'}
        doneMessage="The plan is changed."
      >
        {plan === null ? 'Put on a plan' : 'Change plan'}
      </FormDialog>
      <FormDialog
        action={actions.giveCredits}
        scope={{ customer }}
        title="Give credits"
        description="They pay the next invoices, before anything else does."
        fields={[
          { name: 'amount', label: `Amount (${currency})`, isNumber: true, isRequired: true },
          { name: 'reason', label: 'Reason', isRequired: true },
          {
            name: 'recurs',
            label: 'How often',
            value: 'once',
            isRequired: true,
            options: [
              { value: 'once', label: 'Once' },
              { value: 'month', label: 'Every month, the rest rolls over' },
              { value: 'month_reset', label: 'Every month, the rest goes' },
              { value: 'year', label: 'Every year, the rest rolls over' },
              { value: 'year_reset', label: 'Every year, the rest goes' },
            ],
          },
          { name: 'expires', label: 'Good until', isDate: true, hint: 'Empty: for ever.' },
        ]}
        submitLabel="Give credits"
        doneMessage="The credits are given."
      >
        Give credits
      </FormDialog>
      <FormDialog
        action={actions.setBudget}
        scope={{ customer, currency }}
        title="Spending limit"
        description="A hard stop on what one period may cost, over all meters. The customer may move it too."
        fields={[
          {
            name: 'amount',
            label: `The most a period may cost (${currency})`,
            isNumber: true,
            value: budget,
            hint: 'Empty: no limit.',
          },
        ]}
        submitLabel="Set limit"
        doneMessage="The limit is set."
      >
        Spending limit
      </FormDialog>
    </>
  );
}
