'use client';

import { LinkButton } from '@/components/ui/link-button';
import { SideSheet } from '@/components/ui/side-sheet';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import type { DocsLinkSection } from './docs-href';
import { DocsNav } from './docs-nav';

/** The contents of the documentation. */
export function DocsPhoneMenu({ sections }: { sections: DocsLinkSection[] }) {
  return (
    <SideSheet
      label="Contents"
      title="Documentation"
      footer={
        <div className="flex items-center justify-between gap-3">
          <ThemeToggle />
          <LinkButton href="/login" look="secondary" size="small">
            Sign in
          </LinkButton>
        </div>
      }
    >
      {(close) => <DocsNav sections={sections} onNavigate={close} />}
    </SideSheet>
  );
}
