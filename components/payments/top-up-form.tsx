'use client';

import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<void>;
  scope: { provider: string };
  currency: string;
}

/** Buys prepaid credits: the amount here, the card on Stripe's page. */
export function TopUpForm({ action, scope, currency }: Props) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid max-w-sm gap-4">
      <input type="hidden" name="provider" value={scope.provider} />
      <TextField
        {...form.field('amount')}
        label={`Amount in ${currency}`}
        inputMode="decimal"
        placeholder="500"
        required
      />
      {form.message()}
      <Button type="submit" look="secondary" isPending={form.isPending}>
        Add credits
      </Button>
    </form>
  );
}
