'use client';

import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { startTransition } from 'react';
import { Badge } from '@/components/ui/badge';

export interface SwitchableProvider {
  id: string;
  name: string;
  isSandbox: boolean;
}

interface Props {
  active: SwitchableProvider;
  providers: SwitchableProvider[];
  chooseAction: (providerId: string) => Promise<void>;
}

const itemStyle =
  'flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover';

/** Which account the dashboard shows; a sandbox is never mistaken for the real thing. */
export function ProviderSwitcher({ active, providers, chooseAction }: Props) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`Account: ${active.name}${active.isSandbox ? ', sandbox' : ''}. Switch`}
        className="flex w-full min-w-0 items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover"
      >
        <span
          aria-hidden
          className="grid size-7 shrink-0 place-items-center rounded-md bg-primary text-[0.867rem] font-semibold text-on-primary"
        >
          {active.name.charAt(0).toUpperCase()}
        </span>
        <span className="min-w-0 flex-1 truncate font-semibold tracking-tight">{active.name}</span>
        {active.isSandbox && <Badge tone="warning">Sandbox</Badge>}
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          className="z-50 max-h-[70dvh] w-64 overflow-y-auto rounded-lg border bg-surface p-1 shadow-xl"
        >
          {providers.map((provider) => (
            <DropdownMenu.Item
              key={provider.id}
              className={itemStyle}
              onSelect={() => startTransition(() => chooseAction(provider.id))}
            >
              <span className="min-w-0 flex-1 truncate">{provider.name}</span>
              {provider.isSandbox && <Badge tone="warning">Sandbox</Badge>}
              {provider.id === active.id && <Check aria-label="current" className="size-4 text-accent" />}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="my-1 border-t" />
          <DropdownMenu.Item asChild className={itemStyle}>
            <Link href="/signup">
              <Plus aria-hidden className="size-4" />
              New account
            </Link>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
