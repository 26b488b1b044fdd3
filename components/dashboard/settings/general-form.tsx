'use client';

import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption, TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

export type GeneralValues = Record<
  | 'name'
  | 'email'
  | 'country'
  | 'timezone'
  | 'keyPrefix'
  | 'graceHours'
  | 'paymentDays'
  | 'gaugeFailure'
  | 'invoicePrefix',
  string
>;

interface Props {
  action: FormAction<void>;
  values: GeneralValues;
  countries: SelectOption[];
  timezones: SelectOption[];
}

/** How the account works: who it is, when its days begin, when invoices go out, what happens without counters. */
export function GeneralForm({ action, values, countries, timezones }: Props) {
  const form = useFormAction(action, () => toast.success('Saved.'));
  const field = (name: keyof GeneralValues) => form.field(name, values[name]);
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <TextField {...field('name')} label="Business name" required maxLength={120} />
      <TextField {...field('email')} label="E-mail" type="email" required />
      <SelectField {...field('country')} label="Country" required options={countries} />
      <SelectField
        {...field('timezone')}
        label="Time zone"
        required
        options={timezones}
        hint="Whose midnights bound days and periods. Running periods keep theirs."
      />
      <TextField
        {...field('graceHours')}
        label="Drafts wait for late events (hours)"
        inputMode="numeric"
        required
        hint="Then they become final."
      />
      <TextField
        {...field('paymentDays')}
        label="Invoices are due after (days)"
        inputMode="numeric"
        required
      />
      <TextField
        {...field('invoicePrefix')}
        label="Invoice numbers begin with"
        placeholder="INV"
        maxLength={3}
        autoCapitalize="characters"
        hint={`${values.invoicePrefix || 'INV'}/2627/000001. A new beginning starts a series of its own at 1.`}
      />
      <TextField
        {...field('keyPrefix')}
        label="Customers’ keys begin with"
        required
        maxLength={16}
        hint={`${values.keyPrefix}_live_… Keys that exist stay as they are.`}
      />
      <SelectField
        {...field('gaugeFailure')}
        label="When the counters are away"
        required
        options={[
          { value: 'allow', label: 'Let calls through, and count them (fail open)' },
          { value: 'deny', label: 'Refuse calls (fail closed)' },
        ]}
      />
      <div className="sm:col-span-2">{form.message()}</div>
      <div>
        <Button type="submit" isPending={form.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
