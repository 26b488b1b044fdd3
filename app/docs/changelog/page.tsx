import { readFileSync } from 'node:fs';
import type { Metadata } from 'next';
import { DocsArticle } from '@/components/docs/docs-article';
import { PageParts, type ShownPart } from '@/components/docs/page-parts';
import { neighbours } from '../_pages/contents';
import { readMarkdown } from '../_pages/read-markdown';

export const metadata: Metadata = { title: 'Changelog', description: 'What is new, version by version.' };

// CHANGELOG.md as it was when the product was built.
export const dynamic = 'force-static';

export default function ChangelogPage() {
  const { headings, parts } = readMarkdown(
    readFileSync('CHANGELOG.md', 'utf8').replaceAll(/^## \[([^\]]+)\]/gm, '## $1'),
  );
  const prose = parts.filter((part): part is Extract<ShownPart, { kind: 'prose' }> => part.kind === 'prose');
  return (
    <DocsArticle title="Changelog" headings={headings} {...neighbours('changelog')}>
      <PageParts parts={prose} />
    </DocsArticle>
  );
}
