'use client';

import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { ScopeFields } from './create-key';

interface Props {
  action: FormAction<void>;
  provider: string;
  currency: string;
  /** In major units; blank for none. */
  amount: string;
  alertsAt: string;
}

/** The hard stop of a period, and at which shares of it somebody is told. */
export function BudgetForm({ action, provider, currency, amount, alertsAt }: Props) {
  const form = useFormAction(action, () =>
    toast.success('The budget is saved; it holds from the next call.'),
  );
  return (
    <form action={form.submit} className="grid max-w-md grid-cols-1 gap-4">
      <ScopeFields scope={{ provider, currency }} />
      <TextField
        {...form.field('amount', amount)}
        label={`Stop at (${currency})`}
        inputMode="decimal"
        hint="What the usage of one period may cost, before taxes. Blank: no stop."
      />
      <TextField
        {...form.field('alertsAt', alertsAt)}
        label="Tell us at (percent)"
        hint="By e-mail, once a period each: 50, 80, 100."
      />
      {form.message()}
      <div>
        <Button type="submit" isPending={form.isPending}>
          Save budget
        </Button>
      </div>
    </form>
  );
}
