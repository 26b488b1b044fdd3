'use client';

import { Menu, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import type { DocsLinkSection } from './docs-href';
import { DocsNav } from './docs-nav';

/** The contents behind a button, where there is no room for a side bar. */
export function DocsPhoneMenu({ sections }: { sections: DocsLinkSection[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="quiet" size="icon" aria-label="Contents" className="-mr-2 lg:hidden">
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
            <Dialog.Title className="pl-2.5 font-semibold">Documentation</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <DocsNav sections={sections} onNavigate={() => setOpen(false)} />
          <div className="mt-auto flex items-center justify-between gap-3">
            <ThemeToggle />
            <LinkButton href="/login" look="secondary" size="small">
              Sign in
            </LinkButton>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
