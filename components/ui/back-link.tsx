import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';

/** From one thing back to the list of all. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href}
      className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-[0.933rem] text-muted hover:text-foreground"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {label}
    </Link>
  );
}
