'use client';

import {
  BookOpen,
  ChartNoAxesColumn,
  Code,
  CreditCard,
  Droplets,
  FileText,
  Gauge,
  History,
  KeyRound,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  Radio,
  ScrollText,
  Settings,
  Users,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

const ICONS = {
  overview: LayoutDashboard,
  usage: ChartNoAxesColumn,
  customers: Users,
  plans: Layers,
  invoices: FileText,
  payments: CreditCard,
  keys: KeyRound,
  developers: Code,
  leakage: Droplets,
  audit: ScrollText,
  live: Radio,
  settings: Settings,
  budget: Gauge,
  activity: History,
  docs: BookOpen,
} satisfies Record<string, LucideIcon>;

export interface NavItem {
  href: string;
  label: string;
  icon: keyof typeof ICONS;
  /** True for a page of its own policy, which a browser must load anew. */
  isApart?: boolean;
}

/** The screens of an area; the first is current at its own address alone, the others below theirs too. */
export function NavLinks({ items, onNavigate }: { items: NavItem[]; onNavigate?: () => void }) {
  const path = usePathname();
  return (
    <ul className="grid gap-0.5">
      {items.map(({ href, label, icon, isApart }, index) => {
        const Icon = ICONS[icon];
        const Anchor = isApart ? 'a' : Link;
        const isCurrent = path === href || (index > 0 && path.startsWith(`${href}/`));
        return (
          <li key={href}>
            <Anchor
              href={href}
              onClick={onNavigate}
              aria-current={isCurrent ? 'page' : undefined}
              className="flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-muted hover:bg-hover hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              <Icon aria-hidden className="size-4" />
              {label}
            </Anchor>
          </li>
        );
      })}
    </ul>
  );
}
