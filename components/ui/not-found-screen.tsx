import Link from 'next/link';

/** Inside an area: the frame stays, only the screen is missing. */
export function NotFoundScreen({ href, label }: { href: string; label: string }) {
  return (
    <div className="mx-auto grid max-w-md gap-2 py-20 text-center">
      <p className="font-mono text-faint">404</p>
      <h1 className="text-[1.35rem] font-semibold">There is nothing here</h1>
      <p className="text-muted">The address is wrong, or what it named is not yours to see.</p>
      <p className="mt-3">
        <Link href={href} className="font-medium underline underline-offset-4">
          {label}
        </Link>
      </p>
    </div>
  );
}
