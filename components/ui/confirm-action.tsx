'use client';

import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import type { FormAction } from '@/lib/core/action';
import { Button } from './button';
import { ConfirmDialog } from './dialog';
import { Notice } from './notice';
import { useFormAction } from './use-form-action';

interface Props {
  action: FormAction<void>;
  fields: Record<string, string>;
  /** On the button, with whatever icon. */
  children: ReactNode;
  /** When the button's words alone do not say what they are about. */
  label?: string;
  look?: 'secondary' | 'quiet' | 'danger' | 'primary';
  size?: 'small' | 'medium';
  title: string;
  description: ReactNode;
  confirmLabel: string;
  isDestructive?: boolean;
  doneMessage: string;
}

/** A button that asks, says what will happen, does it, and says that it is done. */
export function ConfirmAction(props: Props) {
  const [isOpen, setOpen] = useState(false);
  // Told here and not afterwards: what was done may take this very button off the screen.
  const tell: FormAction<void> = async (previous, fields) => {
    const next = await props.action(previous, fields);
    if (next.status === 'ok') toast.success(props.doneMessage);
    return next;
  };
  const form = useFormAction(tell, () => setOpen(false));
  return (
    <>
      <Button
        look={props.look ?? 'quiet'}
        size={props.size ?? 'small'}
        onClick={() => setOpen(true)}
        aria-label={props.label}
      >
        {props.children}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={props.title}
        description={props.description}
        confirmLabel={props.confirmLabel}
        isDestructive={props.isDestructive}
        isPending={form.isPending}
        onConfirm={() => form.run(props.fields)}
      >
        {form.state.status === 'error' && <Notice tone="danger">{form.state.message}</Notice>}
      </ConfirmDialog>
    </>
  );
}
