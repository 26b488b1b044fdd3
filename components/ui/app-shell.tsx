import type { ReactNode } from 'react';
import { type NavItem, NavLinks } from './nav-links';
import { PhoneMenu } from './phone-menu';
import { Toaster } from './toaster';

interface AppShellProps {
  /** Whose area this is: a name, or the switcher between accounts. */
  brand: ReactNode;
  items: NavItem[];
  /** Who is signed in, theme, sign-out. */
  footer: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
}

/** The frame of dashboard and portal: a side bar on wide screens, a bar on top with a menu on narrow ones. */
export function AppShell({ brand, items, footer, banner, children }: AppShellProps) {
  return (
    <div className="lg:grid lg:min-h-(--room) lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="hidden border-r bg-subtle lg:block">
        <div className="sticky top-0 flex h-(--room) flex-col gap-5 overflow-y-auto p-3">
          {brand}
          <nav aria-label="Main">
            <NavLinks items={items} />
          </nav>
          <div className="mt-auto grid gap-3">{footer}</div>
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-30 flex items-center justify-between gap-2 border-b bg-background px-4 py-2 lg:hidden">
          <div className="min-w-0">{brand}</div>
          <PhoneMenu items={items}>{footer}</PhoneMenu>
        </header>
        {banner}
        <main id="content" className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6 lg:px-10 lg:py-9">
          {children}
        </main>
      </div>
      <Toaster />
    </div>
  );
}
