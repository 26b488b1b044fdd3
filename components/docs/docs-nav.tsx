'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type DocsLinkSection, docsHref } from './docs-href';

/** The contents of the documentation; the page that is open is marked. */
export function DocsNav({ sections, onNavigate }: { sections: DocsLinkSection[]; onNavigate?: () => void }) {
  const path = usePathname();
  const current = path === '/docs/quickstart' ? '/docs' : path;
  return (
    <nav aria-label="Documentation" className="grid gap-5">
      {sections.map(({ title, entries }) => (
        <div key={title}>
          <p className="px-2.5 pb-1 text-[0.8rem] font-semibold tracking-wide text-faint uppercase">
            {title}
          </p>
          <ul className="grid gap-0.5">
            {entries.map((entry) => (
              <li key={entry.slug}>
                <Link
                  href={docsHref(entry.slug)}
                  onClick={onNavigate}
                  aria-current={current === docsHref(entry.slug) ? 'page' : undefined}
                  className="block rounded-md px-2.5 py-1.5 text-muted hover:bg-hover hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-foreground"
                >
                  {entry.title}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
