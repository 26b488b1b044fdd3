'use client';

import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  /** Whose page it is; absent on the installation's own. */
  seller?: string;
}

function Hidden({ seller, token }: Props & { token?: string }) {
  return (
    <>
      {seller && <input type="hidden" name="seller" value={seller} />}
      {token && <input type="hidden" name="token" value={token} />}
    </>
  );
}

/** Asks for the address of who forgot a password. The answer never tells who has an account. */
export function ForgotForm({ action, seller }: Props & { action: FormAction<void> }) {
  const form = useFormAction(action);
  if (form.state.status === 'ok') {
    return (
      <Notice tone="success">
        If this address has an account, a mail with a link is on its way. It is good for half an hour.
      </Notice>
    );
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <Hidden seller={seller} />
      <TextField {...form.field('email')} label="E-mail" type="email" autoComplete="username" required />
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        Send the link
      </Button>
    </form>
  );
}

/** Sets a new password for whom the link is for. */
export function ResetForm({ action, seller, token }: Props & { action: FormAction<never>; token: string }) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <Hidden seller={seller} token={token} />
      <TextField
        {...form.field('password')}
        label="New password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        hint="At least 10 characters. You are signed out everywhere else."
      />
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        Set password and sign in
      </Button>
    </form>
  );
}

/**
 * Confirms an address at the press of a button: programs that follow the links of mails to look for viruses press
 * none, so they confirm nobody's address.
 */
export function ConfirmForm({ action, seller, token }: Props & { action: FormAction<never>; token: string }) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <Hidden seller={seller} token={token} />
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        Confirm address
      </Button>
    </form>
  );
}

interface JoinProps extends Props {
  action: FormAction<never>;
  token: string;
  email: string;
  /** The invited person is signed in. */
  isSignedIn: boolean;
}

/** Takes an invitation up: with one press when signed in, else with a password. */
export function JoinForm({ action, seller, token, email, isSignedIn }: JoinProps) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <Hidden seller={seller} token={token} />
      {!isSignedIn && (
        <>
          <TextField name="shown" label="E-mail" value={email} readOnly required autoComplete="username" />
          <TextField
            {...form.field('name')}
            label="Your name"
            autoComplete="name"
            hint="Leave it empty if you have a sign-in here already."
          />
          <TextField
            {...form.field('password')}
            label="Password"
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            hint="At least 10 characters. If you have a sign-in here already, its password."
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
