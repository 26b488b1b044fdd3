import Link from 'next/link';

/** A barrier that is open: the mark of the product. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    >
      <path d="M6 20V9" />
      <path d="M3 20h6" />
      <path d="M6 11 20 4" className="text-accent" stroke="currentColor" />
    </svg>
  );
}

export function Wordmark({ href = '/' }: { href?: string }) {
  return (
    <Link href={href} className="inline-flex items-center gap-2 rounded-sm font-semibold tracking-tight">
      <Mark className="size-5" />
      Tollgate
    </Link>
  );
}
