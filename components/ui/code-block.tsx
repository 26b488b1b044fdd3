import { CopyButton } from './copy-button';

/** Code to take away. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <figure className="overflow-hidden rounded-lg border bg-subtle">
      <figcaption className="flex items-center justify-between gap-3 border-b py-1.5 pr-1.5 pl-3.5 text-[0.867rem] text-muted">
        {label}
        <CopyButton text={code} label={`Copy ${label}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto px-3.5 py-3 font-mono text-[0.867rem] leading-6">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
