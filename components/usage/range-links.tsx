import Link from 'next/link';

export const RANGES = [
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
] as const;

/** A choice between ranges, as links: the address says what is shown. */
export function RangeLinks({ days, hrefOf }: { days: number; hrefOf: (days: number) => string }) {
  return (
    <nav aria-label="Range" className="inline-flex rounded-md border p-0.5">
      {RANGES.map((range) => (
        <Link
          key={range.days}
          href={hrefOf(range.days)}
          aria-current={range.days === days ? 'true' : undefined}
          className="rounded-[5px] px-2.5 py-1 text-[0.867rem] text-muted hover:text-foreground aria-[current=true]:bg-hover aria-[current=true]:font-medium aria-[current=true]:text-foreground"
        >
          {range.label}
        </Link>
      ))}
    </nav>
  );
}
