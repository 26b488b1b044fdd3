'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<void>;
  fields: Record<string, string>;
  look?: 'primary' | 'secondary' | 'quiet';
  size?: 'small' | 'medium' | 'large';
  children: ReactNode;
}

/** One button that does one thing, with what went wrong below it. Works before scripts arrive. */
export function ActionButton({ action, fields, look = 'primary', size = 'medium', children }: Props) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" look={look} size={size} isPending={form.isPending}>
        {children}
      </Button>
      {form.message()}
    </form>
  );
}
