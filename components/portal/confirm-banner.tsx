'use client';

import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { ScopeFields } from './create-key';

interface Props {
  action: FormAction<void>;
  provider: string;
  email: string;
  /** How many calls a period has until then, as people read it. */
  allowance: string;
}

/** Says that an address waits to be confirmed, what holds until then, and sends the mail again. */
export function ConfirmBanner({ action, provider, email, allowance }: Props) {
  const form = useFormAction(action, () => toast.success(`A new link is on its way to ${email}.`));
  return (
    <form
      action={form.submit}
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-warning/25 bg-warning-soft px-4 py-1.5 text-[0.867rem] text-warning"
    >
      <ScopeFields scope={{ provider }} />
      <span role="status">
        Please confirm {email} by the link in our mail. Until then your keys make {allowance} calls a month.
      </span>
      <Button type="submit" look="secondary" size="small" isPending={form.isPending}>
        Send it again
      </Button>
      {form.message()}
    </form>
  );
}
