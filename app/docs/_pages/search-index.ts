import { readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { ROUTES } from '@/app/api/openapi.json/operations';
import { docsHref } from '@/components/docs/docs-href';
import { operationHref } from '@/components/docs/operation-href';
import { SEARCH_OPTIONS, type SearchEntry } from '@/components/docs/search-options';
import { buildOpenApi } from '@/lib/http/openapi';
import { FIELD_CODES } from '../_errors/field-codes';
import {
  LEASE_EXPLANATIONS,
  REJECT_EXPLANATIONS,
  SETTLE_EXPLANATIONS,
  VERIFY_EXPLANATIONS,
  WARNING_EXPLANATIONS,
} from '../_errors/hot-path-codes';
import { type Explanation, PROBLEM_CODES } from '../_errors/problem-codes';
import { REFERENCE, WRITTEN } from './contents';
import { contentOf, readMarkdown } from './read-markdown';

/** Everything that a search can find, as MiniSearch keeps it. */
export function searchIndex(): string {
  const index = new MiniSearch<SearchEntry>(SEARCH_OPTIONS);
  const entries = [...written(), ...codes(), ...operations(), ...referencePages()];
  index.addAll(entries.map((entry, id) => ({ ...entry, id: String(id) })));
  return JSON.stringify(index);
}

type Entry = Omit<SearchEntry, 'id'>;

/** Every section of the written pages, from one heading to the next. */
function written(): Entry[] {
  return WRITTEN.flatMap(({ slug, title, summary }) => {
    const { parts } = readMarkdown(contentOf(slug, ''));
    const html = parts.map((part) => (part.kind === 'prose' ? part.html : escapeCode(part.code))).join('\n');
    const [intro = '', ...sections] = html.split(/(?=<h[23] id=")/);
    const href = docsHref(slug);
    return [
      { page: title, title, text: `${summary} ${textOf(intro)}`, href },
      ...sections.map((section) => {
        const [, id = '', heading = ''] = /^<h[23] id="([^"]+)">(.*?)<a class/s.exec(section) ?? [];
        return { page: title, title: textOf(heading), text: textOf(section), href: `${href}#${id}` };
      }),
    ];
  });
}

function escapeCode(code: string): string {
  return code.replaceAll('<', ' ');
}

function textOf(html: string): string {
  return html
    .replace(/<a class="docs-anchor".*?<\/a>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function codes(): Entry[] {
  const explained = (page: string, prefix: string, table: Record<string, Explanation>) =>
    Object.entries(table).map(([code, { means, when, remedy }]) => ({
      page,
      title: code,
      text: `${means} ${when} ${remedy}`,
      href: `/docs/errors#${prefix}${code}`,
    }));
  return [
    ...explained('Errors', '', PROBLEM_CODES),
    ...explained('Answers of verify', 'verify-', VERIFY_EXPLANATIONS),
    ...explained('Answers of a lease', 'lease-', LEASE_EXPLANATIONS),
    ...explained('Rejected events', 'event-', REJECT_EXPLANATIONS),
    ...explained('Warnings about events', 'warning-', WARNING_EXPLANATIONS),
    ...explained('Rejected settlements', 'settle-', SETTLE_EXPLANATIONS),
    ...Object.entries(FIELD_CODES).map(([code, text]) => ({
      page: 'Codes of fields',
      title: code,
      text,
      href: `/docs/errors#field-${code}`,
    })),
  ];
}

function operations(): Entry[] {
  const { paths } = buildOpenApi(ROUTES, '') as unknown as OperationTexts;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '', description = '', operationId, tags = [] }]) => ({
      page: `API: ${method.toUpperCase()} ${path}`,
      title: summary,
      text: `${path} ${operationId} ${description}`,
      href: operationHref(tags[0] ?? 'default', operationId),
    })),
  );
}

interface OperationTexts {
  paths: Record<
    string,
    Record<string, { summary?: string; description?: string; operationId: string; tags?: string[] }>
  >;
}

function referencePages(): Entry[] {
  return REFERENCE.entries.map(({ slug, title, summary }) => ({
    page: title,
    title,
    text: slug === 'changelog' ? `${summary} ${readFileSync('CHANGELOG.md', 'utf8')}` : summary,
    href: docsHref(slug),
  }));
}
