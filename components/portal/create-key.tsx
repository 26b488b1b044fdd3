'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { SecretResult, ShownOnceNotice } from '@/components/ui/secret-once';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { KeyLimitFields } from './key-limit-fields';

export interface KeyActionProps {
  action: FormAction<{ secret: string }>;
  /** Sent along with every form: whose portal, or which customer. */
  scope: Record<string, string>;
}

/** Hidden fields of a form. */
export function ScopeFields({ scope }: { scope: Record<string, string> }) {
  return Object.entries(scope).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** Makes a key and shows its secret once. A new window starts with a new form, so nothing is left of the last. */
export function CreateKey({
  action,
  scope,
  noun = 'key',
  currency,
}: KeyActionProps & { noun?: string; currency?: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Create {noun}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Create a ${noun}`}
        description="A key of its own for every program makes it easy to tell them apart, and to replace one."
      >
        <CreateKeyForm action={action} scope={scope} currency={currency} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface FormProps extends KeyActionProps {
  /** Where given, the key can be limited as it is made; amounts are in it. */
  currency: string | undefined;
  onDone: () => void;
}

function CreateKeyForm({ action, scope, currency, onDone }: FormProps) {
  const form = useFormAction(action);
  if (form.state.status === 'ok' && form.state.result) {
    return <NewSecret secret={form.state.result.secret} onDone={onDone} />;
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <ScopeFields scope={scope} />
      <TextField {...form.field('name')} label="Name" placeholder="Production" maxLength={120} />
      {currency && (
        <details className="group/limits rounded-md border px-3.5 py-2.5">
          <summary className="cursor-pointer text-[0.933rem] text-muted">Limits and restrictions</summary>
          <div className="mt-4 grid grid-cols-1 gap-4">
            <KeyLimitFields form={form} currency={currency} />
          </div>
        </details>
      )}
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Create key
        </Button>
      </div>
    </form>
  );
}

export function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <SecretResult label="Your new key" secret={secret} onDone={onDone}>
      <ShownOnceNotice />
    </SecretResult>
  );
}
