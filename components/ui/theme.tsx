import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ThemeProvider } from './theme-provider';

/** The theme for the pages of a layout that is rendered per request: its script needs the nonce. */
export async function Theme({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return <ThemeProvider nonce={nonce}>{children}</ThemeProvider>;
}
