import Link from 'next/link';
import type { ReactNode } from 'react';
import { SiteHeader } from '@/components/marketing/site-header';
import { Theme } from '@/components/ui/theme';

export default function MarketingLayout({ children }: { children: ReactNode }) {
  return (
    <Theme>
      <SiteHeader />
      <main>{children}</main>
      <footer className="mx-auto flex max-w-6xl flex-wrap gap-x-6 gap-y-2 border-t px-4 py-8 text-[0.933rem] text-muted sm:px-6">
        <Link href="/docs">Documentation</Link>
        <Link href="/docs/api">API reference</Link>
        <Link href="/docs/errors">Errors</Link>
        <Link href="/docs/changelog">Changelog</Link>
      </footer>
    </Theme>
  );
}
