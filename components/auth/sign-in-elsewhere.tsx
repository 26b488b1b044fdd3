'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

interface Props {
  sites: { id: string; name: string }[];
  /** Where to go afterwards. */
  next: string;
}

/** Signing in with an account of another site: what is set up, above the form with the password. */
export function SignInElsewhere({ sites, next }: Props) {
  const [left, setLeft] = useState<string>();
  if (sites.length === 0) return null;
  return (
    <div className="mb-6 grid gap-3">
      {sites.map(({ id, name }) => (
        <Button
          key={id}
          look="secondary"
          size="large"
          isPending={left === id}
          onClick={() => {
            setLeft(id);
            signIn(id, { callbackUrl: next });
          }}
        >
          Continue with {name}
        </Button>
      ))}
      <p className="flex items-center gap-3 text-[0.867rem] text-faint before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or with a password
      </p>
    </div>
  );
}
