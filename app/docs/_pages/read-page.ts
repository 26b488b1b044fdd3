import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { ShownPart } from '@/components/docs/page-parts';
import { contentOf, type MarkdownPage, type PageHeading, readMarkdown } from './read-markdown';

interface ShownPage {
  title: string;
  headings: PageHeading[];
  parts: ShownPart[];
}

/** A page of `content/`, its code coloured for either scheme. */
export async function readPage(slug: string, url: string): Promise<ShownPage> {
  return colour(readMarkdown(contentOf(slug, url)));
}

async function colour({ title, headings, parts }: MarkdownPage): Promise<ShownPage> {
  const coloured = parts.map(async (part): Promise<ShownPart> => {
    if (part.kind === 'prose') return part;
    return { ...part, html: await colourCode(part.code, part.language) };
  });
  return { title, headings, parts: await Promise.all(coloured) };
}

let highlighter: Promise<HighlighterCore> | undefined;

async function colourCode(code: string, language: string): Promise<string> {
  highlighter ??= createHighlighterCore({
    themes: [
      import('shiki/themes/github-light-high-contrast.mjs'),
      import('shiki/themes/github-dark-default.mjs'),
    ],
    langs: [
      import('shiki/langs/shellscript.mjs'),
      import('shiki/langs/javascript.mjs'),
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/nginx.mjs'),
      import('shiki/langs/yaml.mjs'),
    ],
    engine: createJavaScriptRegexEngine(),
  });
  return (await highlighter).codeToHtml(code, {
    lang: language,
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    // The colour scheme of the element decides, as everywhere else.
    defaultColor: 'light-dark()',
  });
}
