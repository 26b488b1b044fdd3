import { ConfirmAction } from '@/components/ui/confirm-action';
import { FormDialog } from '@/components/ui/form-dialog';
import type { FormAction } from '@/lib/core/action';

interface Props {
  plan: {
    slug: string;
    name: string;
    description: string;
    features: string[];
    public: boolean;
    highlighted: boolean;
  };
  actions: Record<'present' | 'archive', FormAction<void>>;
}

/** How a plan is shown, and its end; neither touches a price. */
export function PlanButtons({ plan, actions }: Props) {
  const scope = { plan: plan.slug };
  return (
    <>
      <FormDialog
        action={actions.present}
        scope={scope}
        title={`How ${plan.name} is shown`}
        fields={[
          { name: 'name', label: 'Name', value: plan.name, isRequired: true },
          { name: 'description', label: 'One line about it', value: plan.description },
          {
            name: 'features',
            label: 'Features',
            value: plan.features.join('\n'),
            isLong: true,
            hint: 'One a line.',
          },
          {
            name: 'shown',
            label: 'On the pricing page',
            value: plan.public ? 'public' : 'private',
            isRequired: true,
            options: [
              { value: 'public', label: 'For everybody' },
              { value: 'private', label: 'Off the page, by invitation' },
            ],
          },
          {
            name: 'highlighted',
            label: 'Recommended',
            value: plan.highlighted ? 'yes' : 'no',
            isRequired: true,
            options: [
              { value: 'no', label: 'No' },
              { value: 'yes', label: 'Yes' },
            ],
          },
        ]}
        submitLabel="Save"
        doneMessage="The plan is shown so from now on."
      >
        Presentation
      </FormDialog>
      <ConfirmAction
        action={actions.archive}
        fields={scope}
        look="secondary"
        size="medium"
        title={`Archive ${plan.name}?`}
        description="Nobody can choose it any more. Who is on it stays on it."
        confirmLabel="Archive"
        doneMessage={`${plan.name} is archived.`}
      >
        Archive
      </ConfirmAction>
    </>
  );
}
