'use client';

import { ThemeProvider as NextThemes } from 'next-themes';
import type { ReactNode } from 'react';

/**
 * The theme's script must run only where the server wrote it. In the browser it is marked as data, or React
 * would complain of a script that it will never run.
 */
export function ThemeProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <NextThemes
      attribute="class"
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
      scriptProps={typeof window === 'undefined' ? undefined : { type: 'text/plain' }}
    >
      {children}
    </NextThemes>
  );
}
