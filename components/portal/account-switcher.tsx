'use client';

import { Check, ChevronsUpDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, startTransition } from 'react';

export interface SwitchablePortal {
  customerId: string;
  customerName: string;
  providerSlug: string;
  providerName: string;
}

interface Props {
  /** The customer that the portal shows. */
  activeId: string;
  portals: SwitchablePortal[];
  chooseAction: (providerSlug: string, customerId: string) => Promise<void>;
  children: ReactNode;
}

/** Which of a person's accounts the portal shows, of all providers that they buy from. */
export function AccountSwitcher({ activeId, portals, chooseAction, children }: Props) {
  const active = portals.find(({ customerId }) => customerId === activeId);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`Account: ${active?.customerName} at ${active?.providerName}. Switch`}
        className="flex w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1 text-left hover:bg-hover"
      >
        {children}
        <ChevronsUpDown aria-hidden className="ml-auto size-4 shrink-0 text-faint" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          className="z-50 max-h-[70dvh] w-64 overflow-y-auto rounded-lg border bg-surface p-1 shadow-xl"
        >
          {portals.map(({ customerId, customerName, providerSlug, providerName }) => (
            <DropdownMenu.Item
              key={customerId}
              className="flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover"
              onSelect={() => startTransition(() => chooseAction(providerSlug, customerId))}
            >
              <span className="grid min-w-0 flex-1 leading-tight">
                <span className="truncate">{customerName}</span>
                <span className="truncate text-[0.867rem] text-muted">{providerName}</span>
              </span>
              {customerId === activeId && <Check aria-label="current" className="size-4 text-accent" />}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
