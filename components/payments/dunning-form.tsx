'use client';

import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { WITHOUT_CARD } from './without-card';

interface Props {
  action: FormAction<void>;
  waitDays: number[];
  graceDays: number | null;
  withoutCard: 'wait' | 'pursue';
}

/** When a payment that failed is tried again, and when calls stop. */
export function DunningForm({ action, waitDays, graceDays, withoutCard }: Props) {
  const form = useFormAction(action, () => toast.success('Saved.'));
  return (
    <form action={form.submit} className="grid max-w-md gap-4">
      <TextField
        {...form.field('waitDays', waitDays.join(', '))}
        label="Days before each try"
        hint="Counted from the try before; the first is the charge itself."
        required
      />
      <TextField
        {...form.field('graceDays', graceDays === null ? '' : String(graceDays))}
        label="Days until calls are refused"
        hint="From the first failure. Empty: never."
        inputMode="numeric"
      />
      <SelectField
        {...form.field('withoutCard', withoutCard)}
        label="Customers who never gave a card"
        options={WITHOUT_CARD}
        required
      />
      {form.message()}
      <Button type="submit" look="secondary" isPending={form.isPending}>
        Save
      </Button>
    </form>
  );
}
