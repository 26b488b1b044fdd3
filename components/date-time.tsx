/** Dates are written alike for everyone, day first and month in words, in the provider's time zone. */
const LOCALE = 'en-GB';

const FORMATS = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  instant: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateFormat = keyof typeof FORMATS;

export function formatInstant(instant: string | Date, timezone: string, format: DateFormat): string {
  return new Intl.DateTimeFormat(LOCALE, { ...FORMATS[format], timeZone: timezone }).format(
    new Date(instant),
  );
}

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
