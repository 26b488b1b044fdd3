import Link from 'next/link';

interface Props {
  label: string;
  path: string;
  /** The query parameter. */
  name: string;
  values: readonly string[];
  current: string | undefined;
  /** False where one of the values always holds. */
  hasAll?: boolean;
}

/** A choice of one value, or of all, as links. */
export function FilterLinks({ label, path, name, values, current, hasAll = true }: Props) {
  const choices = [
    ...(hasAll ? [{ text: 'All', href: path, isCurrent: current === undefined }] : []),
    ...values.map((value) => ({
      text: value.charAt(0).toUpperCase() + value.slice(1),
      href: `${path}?${name}=${value}`,
      isCurrent: value === current,
    })),
  ];
  return (
    <nav aria-label={label} className="inline-flex rounded-md border p-0.5">
      {choices.map(({ text, href, isCurrent }) => (
        <Link
          key={text}
          href={href}
          aria-current={isCurrent ? 'true' : undefined}
          className="rounded-[5px] px-2.5 py-1 text-[0.867rem] text-muted hover:text-foreground aria-[current=true]:bg-hover aria-[current=true]:font-medium aria-[current=true]:text-foreground"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
