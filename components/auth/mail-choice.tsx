'use client';

import { Button } from '@/components/ui/button';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

/** Stops the mails that a link came with, or brings them back: one button, no account needed. */
export function MailChoice({
  action,
  token,
  isSubscribed,
}: {
  action: FormAction<void>;
  token: string;
  isSubscribed: boolean;
}) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="subscribed" value={isSubscribed ? 'no' : 'yes'} />
      {form.message()}
      <Button type="submit" isPending={form.isPending} look={isSubscribed ? 'primary' : 'secondary'}>
        {isSubscribed ? 'Unsubscribe' : 'Subscribe again'}
      </Button>
    </form>
  );
}
