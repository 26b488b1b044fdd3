import { type DateFormat, formatInstant } from '@/lib/core/format';

/** An instant for people; the exact one is in the markup and on hover. */
export function DateTime({
  at,
  timezone,
  format = 'day',
}: {
  at: string;
  timezone: string;
  format?: DateFormat;
}) {
  return (
    <time
      dateTime={at}
      title={`${formatInstant(at, timezone, 'instant')} (${timezone})`}
      className="whitespace-nowrap"
    >
      {formatInstant(at, timezone, format)}
    </time>
  );
}

/** A half-open period by its first and last day: `1 Apr – 30 Apr 2026`. */
export function Period({ start, end, timezone }: { start: string; end: string; timezone: string }) {
  const lastInstant = new Date(new Date(end).getTime() - 1).toISOString();
  return (
    <span className="whitespace-nowrap">
      <DateTime at={start} timezone={timezone} format="shortDay" />
      {' – '}
      <DateTime at={lastInstant} timezone={timezone} />
    </span>
  );
}
