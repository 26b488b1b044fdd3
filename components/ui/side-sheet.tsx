'use client';

import { Menu, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button';

interface Props {
  /** On the button. */
  label: string;
  title: string;
  /** What is in it; whatever leads elsewhere closes it. */
  children: (close: () => void) => ReactNode;
  /** At its foot. */
  footer?: ReactNode;
}

/** A menu from the side behind a button, where there is no room for a side bar. */
export function SideSheet({ label, title, children, footer }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="quiet" size="icon" aria-label={label} className="-mr-2 lg:hidden">
          <Menu aria-hidden className="!size-5" />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45 lg:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-72 max-w-[85vw] flex-col gap-6 overflow-y-auto border-l bg-surface p-4 lg:hidden"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="pl-2.5 font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          {children(() => setOpen(false))}
          <div className="mt-auto grid gap-3">{footer}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
