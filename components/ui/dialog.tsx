'use client';

import { X } from 'lucide-react';
import { AlertDialog as Alert, Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';

const overlayStyle = 'fixed inset-0 z-40 bg-black/45';
const contentStyle =
  'fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border bg-surface p-5 shadow-2xl sm:p-6';

interface DialogProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A window over the page that holds the focus; Escape and a click outside close it. */
export function Dialog({ isOpen, onOpenChange, title, description, children }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content className={contentStyle} {...(!description && { 'aria-describedby': undefined })}>
          <div className="mb-4 pr-8">
            <Radix.Title className="text-[1.13rem] font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>}
          </div>
          {children}
          <Radix.Close asChild>
            <Button look="quiet" size="icon" aria-label="Close" className="absolute top-3.5 right-3.5">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  /** What will happen, and when. */
  description: ReactNode;
  confirmLabel: string;
  isPending: boolean;
  isDestructive?: boolean;
  onConfirm(): void;
  children?: ReactNode;
}

/** Asks before something that is hard to take back. */
export function ConfirmDialog(props: ConfirmProps) {
  return (
    <Alert.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <Alert.Portal>
        <Alert.Overlay className={overlayStyle} />
        <Alert.Content className={contentStyle}>
          <Alert.Title className="text-[1.13rem] font-semibold">{props.title}</Alert.Title>
          <Alert.Description asChild>
            <div className="mt-2 text-muted">{props.description}</div>
          </Alert.Description>
          {props.children && <div className="mt-4">{props.children}</div>}
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <Alert.Cancel asChild>
              <Button look="secondary">Cancel</Button>
            </Alert.Cancel>
            <Button
              look={props.isDestructive === false ? 'primary' : 'danger'}
              isPending={props.isPending}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </Alert.Content>
      </Alert.Portal>
    </Alert.Root>
  );
}
