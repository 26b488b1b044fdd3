import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';

/** A stretch of a page: prose as HTML, or a block of code by itself. */
export type PagePart = { kind: 'prose'; html: string } | ({ kind: 'code' } & CodePart);

export interface CodePart {
  language: string;
  /** What stands behind the language: a file's name, or `answer` for what the block before it prints. */
  note: string;
  code: string;
}

export interface PageHeading {
  id: string;
  text: string;
  depth: number;
}

export interface MarkdownPage {
  title: string;
  parts: PagePart[];
  /** Of the second and third level. */
  headings: PageHeading[];
}

const CONTENT = join(/* turbopackIgnore: true */ process.cwd(), 'app/docs/content');

/** A file below `content/` as its author wrote it, with this installation's address in its snippets. */
export function contentOf(slug: string, url: string): string {
  return readFileSync(join(/* turbopackIgnore: true */ CONTENT, `${slug}.md`), 'utf8').replaceAll(
    '{{url}}',
    url,
  );
}

/** Markdown as parts. It is the product's own text, so HTML in it is kept as it is. */
export function readMarkdown(text: string): MarkdownPage {
  const headings: PageHeading[] = [];
  const marked = rendererWith(headings);
  const tokens = marked.lexer(text);
  const title = tokens.find(isHeading)?.text ?? '';
  const body = tokens.filter((token) => !(isHeading(token) && token.depth === 1));
  const parts: PagePart[] = [];
  let prose: Token[] = [];
  const endProse = () => {
    const html = marked.parser(prose).trim();
    if (html) parts.push({ kind: 'prose', html });
    prose = [];
  };
  for (const token of body) {
    if (!isCode(token)) prose.push(token);
    else {
      endProse();
      const [language = 'text', ...note] = (token.lang ?? 'text').split(' ');
      parts.push({ kind: 'code', language, note: note.join(' '), code: token.text });
    }
  }
  endProse();
  return { title, parts, headings };
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === 'code';
}

/** Headings with an anchor to link to; tables that can be scrolled by finger and by keyboard. */
function rendererWith(headings: PageHeading[]): Marked {
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = uniqueId(text, headings);
        headings.push({ id, text: plainText(text), depth });
        const label = plainText(text).replaceAll('"', '&quot;');
        const inner = this.parser.parseInline(tokens);
        return `<h${depth} id="${id}">${inner}<a class="docs-anchor" href="#${id}" aria-label="Link to ${label}">#</a></h${depth}>\n`;
      },
      table(token) {
        const head = token.header.map((cell) => this.tablecell(cell)).join('');
        const rows = token.rows.map((row) => `<tr>${row.map((cell) => this.tablecell(cell)).join('')}</tr>`);
        const inner = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
        const name = plainText(token.header[0]?.text ?? '') || 'Table';
        return `<section class="docs-table" tabindex="0" aria-label="Table: ${name}">${inner}</section>\n`;
      },
    },
  });
  return marked;
}

/** Inline Markdown without its marks. */
export function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
}

function uniqueId(text: string, taken: PageHeading[]): string {
  const base =
    plainText(text)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'section';
  let id = base;
  for (let count = 2; taken.some((heading) => heading.id === id); count++) id = `${base}-${count}`;
  return id;
}
