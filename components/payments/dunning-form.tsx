'use client';

import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<void>;
  waitDays: number[];
  graceDays: number | null;
}

/** When a payment that failed is tried again, and when calls stop. */
export function DunningForm({ action, waitDays, graceDays }: Props) {
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
      {form.message()}
      <Button type="submit" look="secondary" isPending={form.isPending}>
        Save
      </Button>
    </form>
  );
}
