'use client';

import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<void>;
  team: string;
  token: string;
  /** As the person who is invited. */
  isSignedIn: boolean;
}

/** Accepts an invitation into a team. */
export function JoinForm({ action, team, token, isSignedIn }: Props) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <input type="hidden" name="team" value={team} />
      <input type="hidden" name="token" value={token} />
      {!isSignedIn && (
        <>
          <TextField {...form.field('name')} label="Your name" autoComplete="name" required maxLength={120} />
          <TextField
            {...form.field('password')}
            label="Password"
            type="password"
            autoComplete="new-password"
            required
            hint="A new one, or yours if you have an account already."
          />
        </>
      )}
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        Join the team
      </Button>
    </form>
  );
}
