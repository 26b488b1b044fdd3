import type { Metadata } from 'next';
import Link from 'next/link';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-2 px-4 text-center">
      <p className="font-mono text-faint">404</p>
      <h1 className="text-[1.5rem] font-semibold">There is nothing here</h1>
      <p className="text-muted">The address is wrong, or what it named is not yours to see.</p>
      <p className="mt-3">
        <Link href="/" className="font-medium underline underline-offset-4">
          To the start page
        </Link>
      </p>
    </main>
  );
}
