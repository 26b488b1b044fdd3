'use client';

import type { ReactNode } from 'react';
import { type NavItem, NavLinks } from './nav-links';
import { SideSheet } from './side-sheet';

/** The same navigation as the side bar's. */
export function PhoneMenu({ items, children }: { items: NavItem[]; children?: ReactNode }) {
  return (
    <SideSheet label="Menu" title="Menu" footer={children}>
      {(close) => (
        <nav aria-label="Main">
          <NavLinks items={items} onNavigate={close} />
        </nav>
      )}
    </SideSheet>
  );
}
