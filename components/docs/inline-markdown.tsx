import { Marked } from 'marked';

const marked = new Marked({ gfm: true });

/** A sentence of the product's own in Markdown: code, emphasis, links. */
export function InlineMarkdown({ text }: { text: string }) {
  const html = marked.parseInline(text, { async: false });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the text is written in the sources, by nobody else.
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
