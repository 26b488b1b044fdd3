import { X } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { RangeLinks } from '../range-links';
import { type Filters, hrefWith } from './filters';

interface Props {
  path: string;
  filters: Filters;
  range: { fromDay: string; toDay: string };
}

/** Any range: a week, a month, a quarter, or from one day to another. What else is narrowed stays. */
export function RangeForm({ path, filters, range }: Props) {
  const hasDays = filters.from === undefined && filters.to === undefined;
  const kept = Object.entries({ ...filters, from: undefined, to: undefined, days: undefined });
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-5 gap-y-3">
      <RangeLinks
        days={hasDays ? Number(filters.days) : 0}
        hrefOf={(days) => hrefWith(path, filters, { days, from: undefined, to: undefined })}
      />
      <form action={path} className="flex flex-wrap items-end gap-2">
        {kept.map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={String(value)} />,
        )}
        <div className="w-40">
          <TextField name="from" label="From" type="date" defaultValue={range.fromDay} required />
        </div>
        <div className="w-40">
          <TextField name="to" label="To" type="date" defaultValue={range.toDay} required />
        </div>
        <Button type="submit" look="secondary">
          Show
        </Button>
      </form>
    </div>
  );
}

/** What the screen is narrowed to, each with a way out of it. */
export function FilterChips({
  path,
  filters,
  chips,
}: {
  path: string;
  filters: Filters;
  chips: { name: keyof Filters; label: string; value: string }[];
}) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Narrowed to" className="flex flex-wrap gap-2">
      {chips.map(({ name, label, value }) => (
        <li key={name}>
          <Link
            href={hrefWith(path, filters, { [name]: undefined })}
            aria-label={`${label} ${value}: show all`}
            className="inline-flex items-center gap-1.5 rounded-full border px-3 py-1 text-[0.867rem] hover:bg-hover"
          >
            <span className="text-muted">{label}</span> {value}
            <X aria-hidden className="size-3.5 text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
