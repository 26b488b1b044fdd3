import type { ServerResponse } from 'node:http';

/** Text that is safe between tags and in a quoted attribute; made by `html`, never by hand. */
export class Html {
  constructor(readonly text: string) {}
}

/** A template whose values are escaped, unless they are Html themselves. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  return new Html(strings.reduce((text, part, index) => text + rendered(values[index - 1]) + part));
}

function rendered(value: unknown): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(rendered).join('');
  if (value === null || value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #4f566b; --line: #8792a2; --page: #f6f8fa; --card: #fff; --act: #4338ca; --warn: #b91c1c; --note: #fef3c7; --note-ink: #713f12 }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f5f9; --soft: #cbd5e1; --line: #64748b; --page: #0f172a; --card: #1e293b; --act: #4f46e5; --warn: #fca5a5; --note: #451a03; --note-ink: #fde68a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
.note { background: var(--note); color: var(--note-ink); padding: .5rem 1rem; text-align: center; font-weight: 600 }
main { max-width: 27rem; margin: 2rem auto; padding: 1.5rem; background: var(--card); border-radius: .75rem; box-shadow: 0 1px 3px #0003 }
h1 { font-size: 1.25rem; margin: 0 0 .25rem } .amount { font-size: 2rem; font-weight: 700; margin: 0 0 1rem }
p, ul { color: var(--soft) } ul { padding-left: 1.2rem } label, legend { display: block; font-weight: 600; margin: .75rem 0 .25rem }
fieldset { border: 0; margin: 0; padding: 0 } .row { display: flex; gap: .75rem } .row > div { flex: 1; min-width: 0 } .choice label { display: inline; font-weight: 400 }
input:not([type=radio]), select { width: 100%; padding: .6rem .7rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem }
button { width: 100%; margin-top: 1rem; padding: .7rem; font: inherit; font-weight: 600; border-radius: .4rem; cursor: pointer; background: var(--act); color: #fff; border: 1px solid var(--act) }
button.second { background: transparent; color: var(--ink); border-color: var(--line) }
a { color: inherit } .error { color: var(--warn); font-weight: 600; margin: .5rem 0 0 } summary { cursor: pointer } code { font-size: .95em }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
`;

/** Sends a whole page; nothing on it comes from anywhere else. */
export function sendPage(response: ServerResponse, title: string, content: Html, status = 200): void {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Simulated Stripe</title><link rel="icon" href="data:,"><style>${new Html(STYLE)}</style></head>
<body><header class="note">Simulated Stripe: no money moves, and no real card belongs here.</header>
<main>${content}</main></body></html>
`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
  response.end(page.text);
}

/** After a form: the browser fetches the next page. */
export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' });
  response.end();
}
