'use client';

import { RotateCw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Dialog } from '@/components/ui/dialog';
import { SelectField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { type KeyActionProps, NewSecret, ScopeFields } from './create-key';

interface Props {
  rotateAction: KeyActionProps['action'];
  revokeAction: FormAction<void>;
  scope: Record<string, string>;
  keyId: string;
  /** How the key is called in questions: its name, or its first characters. */
  keyName: string;
  /** Beside them: changing the key's settings, where that is possible. */
  edit?: ReactNode;
}

/** What can be done with a key that still works. */
export function KeyActions({ rotateAction, revokeAction, scope, keyId, keyName, edit }: Props) {
  const keyScope = { ...scope, key: keyId };
  return (
    <div className="flex justify-end gap-1">
      {edit}
      <RotateKey action={rotateAction} scope={keyScope} keyName={keyName} />
      <RevokeKey action={revokeAction} scope={keyScope} keyName={keyName} />
    </div>
  );
}

/** How long the old secret goes on working; long enough to roll out the new one. */
const GRACES = [
  { value: '0', label: 'Stop it at once' },
  { value: '3600', label: 'Keep it for an hour' },
  { value: '86400', label: 'Keep it for a day' },
  { value: '604800', label: 'Keep it for a week' },
];

function RotateKey({ action, scope, keyName }: KeyActionProps & { keyName: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" size="small" onClick={() => setOpen(true)} aria-label={`Rotate ${keyName}`}>
        <RotateCw aria-hidden />
        <span className="max-sm:sr-only">Rotate</span>
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Rotate ${keyName}`}
        description="You get a new secret with the same settings."
      >
        <RotateKeyForm action={action} scope={scope} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RotateKeyForm({ action, scope, onDone }: KeyActionProps & { onDone: () => void }) {
  const form = useFormAction(action);
  if (form.state.status === 'ok' && form.state.result) {
    return <NewSecret secret={form.state.result.secret} onDone={onDone} />;
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <ScopeFields scope={scope} />
      <SelectField
        {...form.field('graceSeconds', '86400')}
        label="The old secret"
        required
        options={GRACES}
      />
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Rotate key
        </Button>
      </div>
    </form>
  );
}

function RevokeKey({
  action,
  scope,
  keyName,
}: {
  action: FormAction<void>;
  scope: Record<string, string>;
  keyName: string;
}) {
  return (
    <ConfirmAction
      action={action}
      fields={scope}
      label={`Revoke ${keyName}`}
      title={`Revoke ${keyName}?`}
      description="Calls with this key are refused from the next one on. This cannot be undone."
      confirmLabel="Revoke key"
      doneMessage={`${keyName} is revoked.`}
    >
      <Trash2 aria-hidden />
      <span className="max-sm:sr-only">Revoke</span>
    </ConfirmAction>
  );
}
