import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DocsFrame } from '@/components/docs/docs-frame';
import { ThemeProvider } from '@/components/ui/theme-provider';
import { ALL_SECTIONS } from './_pages/contents';

export const metadata: Metadata = {
  title: { default: 'Documentation', template: '%s · Tollgate docs' },
};

/** Reads nothing of the request: the pages are the same for everybody. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider nonce={undefined}>
      <DocsFrame sections={ALL_SECTIONS}>{children}</DocsFrame>
    </ThemeProvider>
  );
}
