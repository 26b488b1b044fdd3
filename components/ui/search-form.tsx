import { Search } from 'lucide-react';
import { Button } from './button';

/** A search whose outcome has an address; works without scripts. */
export function SearchForm({
  action,
  label,
  value,
}: {
  action: string;
  label: string;
  value: string | undefined;
}) {
  return (
    <search>
      <form action={action} className="flex gap-2">
        <div className="relative min-w-0 flex-1 sm:w-72">
          <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-faint" />
          <input
            type="search"
            name="search"
            aria-label={label}
            placeholder={label}
            defaultValue={value}
            className="h-9 w-full rounded-md border border-control/70 bg-background pr-3 pl-9 hover:border-control"
          />
        </div>
        <Button type="submit" look="secondary">
          Search
        </Button>
      </form>
    </search>
  );
}
