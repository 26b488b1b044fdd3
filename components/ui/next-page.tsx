import { ArrowRight } from 'lucide-react';
import { LinkButton } from './link-button';

/** The way on through a list that is read page by page; the browser's Back leads back. */
export function NextPage({
  path,
  cursor,
  query = {},
}: {
  path: string;
  cursor: string | null;
  query?: Record<string, string | undefined>;
}) {
  if (cursor === null) return null;
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const parameters = new URLSearchParams([...given, ['cursor', cursor]]);
  return (
    <div className="mt-4 flex justify-end">
      <LinkButton href={`${path}?${parameters}`} look="secondary" size="small">
        Next page
        <ArrowRight aria-hidden />
      </LinkButton>
    </div>
  );
}
