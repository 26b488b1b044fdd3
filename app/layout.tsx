import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { SimulatedPayments } from '@/components/payments/simulated-payments';
import { paymentsAreSimulated } from '@/lib/payments';
import './globals.css';

const geist = localFont({ src: './fonts/geist-latin.woff2', variable: '--font-geist', weight: '100 900' });
// Beyond Latin-1, and ₹ ₺ ₽ ₪: a file of its own, fetched only by pages that show such a character.
const geistExtended = localFont({
  src: './fonts/geist-latin-ext.woff2',
  variable: '--font-geist-extended',
  weight: '100 900',
  preload: false,
});
const geistMono = localFont({
  src: './fonts/geist-mono-latin.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
});
const geistMonoExtended = localFont({
  src: './fonts/geist-mono-latin-ext.woff2',
  variable: '--font-geist-mono-extended',
  weight: '100 900',
  preload: false,
});

export const metadata: Metadata = {
  title: { default: 'Tollgate', template: '%s · Tollgate' },
  description:
    'Sell your API: pricing page, self-service keys, every call counted and limited, exact invoices.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0c0e' },
  ],
};

const fontVariables = [geist, geistExtended, geistMono, geistMonoExtended]
  .map((font) => font.variable)
  .join(' ');

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme's script sets a class before React wakes; that one difference is expected.
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <body>
        {paymentsAreSimulated() && <SimulatedPayments />}
        {children}
      </body>
    </html>
  );
}
