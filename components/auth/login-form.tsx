'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<never>;
  /** Where to go afterwards. */
  next: string | undefined;
  /** Whose portal it is; absent on the providers' own sign-in. */
  seller?: string;
  forgotHref: string;
}

export function LoginForm({ action, next, seller, forgotHref }: Props) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      {seller && <input type="hidden" name="seller" value={seller} />}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField {...form.field('email')} label="E-mail" type="email" autoComplete="username" required />
      <TextField
        {...form.field('password')}
        label="Password"
        type="password"
        autoComplete="current-password"
        required
      />
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        Sign in
      </Button>
      <Link
        href={forgotHref}
        className="justify-self-start text-[0.933rem] text-muted underline underline-offset-4"
      >
        Forgot your password?
      </Link>
    </form>
  );
}
