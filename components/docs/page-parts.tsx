import { CopyButton } from '@/components/ui/copy-button';

/** A stretch of a page, ready to show. */
export type ShownPart =
  | { kind: 'prose'; html: string }
  | { kind: 'code'; html: string; code: string; language: string; note: string };

/** What a reader sees above a block: its file's name, or what it is. */
const LABELS: Record<string, string> = {
  sh: 'Shell',
  json: 'JSON',
  nginx: 'nginx',
  yaml: 'YAML',
  text: 'Text',
  js: 'JavaScript',
  ts: 'TypeScript',
};

/** Prose and blocks of code. Answers are to be read; everything else can be taken away. */
export function PageParts({ parts }: { parts: ShownPart[] }) {
  return parts.map((part, index) =>
    part.kind === 'prose' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a page never move.
      // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered from the product's own Markdown.
      <div key={index} dangerouslySetInnerHTML={{ __html: part.html }} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a page never move.
      <Code key={index} {...part} />
    ),
  );
}

function Code({ html, code, language, note }: Extract<ShownPart, { kind: 'code' }>) {
  const isAnswer = note === 'answer';
  const label = isAnswer ? 'Answer' : note || (LABELS[language] ?? language);
  return (
    <figure className="docs-figure" data-language={language} data-note={note}>
      <figcaption>
        {label}
        {!isAnswer && <CopyButton text={code} label={`Copy ${label}`} />}
      </figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: shiki escapes the code that it colours. */}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </figure>
  );
}
