import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DocsArticle } from '@/components/docs/docs-article';
import { docsHref } from '@/components/docs/docs-href';
import { PageParts } from '@/components/docs/page-parts';
import { env } from '@/lib/env';
import { type DocsEntry, neighbours, WRITTEN } from '../_pages/contents';
import { readPage } from '../_pages/read-page';

interface Props {
  params: Promise<{ slug?: string[] }>;
}

/** The text changes with the program alone, the address in it with a setting: rendered once by every process. */
export const revalidate = 86_400;

/** None when the product is built, which does not know the address that its snippets call. */
export function generateStaticParams(): { slug: string[] }[] {
  return [];
}

async function entryOf({ params }: Props): Promise<DocsEntry> {
  const slug = (await params).slug?.join('/') ?? 'quickstart';
  return WRITTEN.find((entry) => entry.slug === slug) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { slug, title, summary } = await entryOf(props);
  return { title, description: summary, alternates: { canonical: docsHref(slug) } };
}

export default async function WrittenPage(props: Props) {
  const { slug } = await entryOf(props);
  const { title, parts, headings } = await readPage(slug, env().appUrl);
  return (
    <DocsArticle title={title} headings={headings} {...neighbours(slug)}>
      <PageParts parts={parts} />
    </DocsArticle>
  );
}
