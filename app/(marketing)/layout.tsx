import type { ReactNode } from 'react';
import { SiteHeader } from '@/components/marketing/site-header';
import { Theme } from '@/components/ui/theme';

export default function MarketingLayout({ children }: { children: ReactNode }) {
  return (
    <Theme>
      <SiteHeader />
      <main>{children}</main>
    </Theme>
  );
}
