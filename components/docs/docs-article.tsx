import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type DocsLink, docsHref } from './docs-href';

interface Heading {
  id: string;
  text: string;
  depth: number;
}

interface Props {
  title: string;
  headings: Heading[];
  previous: DocsLink | null;
  next: DocsLink | null;
  children: ReactNode;
}

/** A page of the documentation: what is on it, and what comes before and after. */
export function DocsArticle({ title, headings, previous, next, children }: Props) {
  const onPage = headings.filter(({ depth }) => depth === 2);
  return (
    <div className="gap-10 xl:grid xl:grid-cols-[minmax(0,46rem)_13rem]">
      <article className="docs-prose min-w-0 max-w-[46rem]">
        <h1>{title}</h1>
        {children}
        <nav aria-label="Neighbouring pages" className="mt-12 grid gap-3 border-t pt-6 sm:grid-cols-2">
          {previous && (
            <Link href={docsHref(previous.slug)} className="docs-neighbour">
              <ArrowLeft aria-hidden className="size-4 shrink-0" />
              <span>{previous.title}</span>
            </Link>
          )}
          {next && (
            <Link href={docsHref(next.slug)} className="docs-neighbour justify-end text-right sm:col-start-2">
              <span>{next.title}</span>
              <ArrowRight aria-hidden className="size-4 shrink-0" />
            </Link>
          )}
        </nav>
      </article>
      {onPage.length > 1 && (
        <aside className="hidden xl:block">
          <nav aria-label="On this page" className="sticky top-24 grid gap-1.5 text-[0.867rem]">
            <p className="font-semibold">On this page</p>
            {onPage.map(({ id, text }) => (
              <a key={id} href={`#${id}`} className="text-muted hover:text-foreground">
                {text}
              </a>
            ))}
          </nav>
        </aside>
      )}
    </div>
  );
}
