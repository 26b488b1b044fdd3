import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** Where the product under test puts mails, as no mail server is set up. */
const folder = () => join(process.env.DATA_DIR ?? '.data', 'outbox');

function linkIn(to: string, path: string): string | null {
  const names = readdirSync(folder()).filter((name) => name.endsWith('.eml'));
  for (const name of names.sort().reverse()) {
    const head = readFileSync(join(folder(), name), 'utf8').split(/\r?\n\r?\n/)[0] ?? '';
    if (!head.includes(to)) continue;
    const html = readFileSync(join(folder(), name.replace(/eml$/, 'html')), 'utf8');
    const link = new RegExp(`href="([^"]*${path}\\?token=[^"]+)"`).exec(html)?.[1];
    if (link) return link;
  }
  return null;
}

/** The path with its token that the last such mail to an address holds; waits until it has come. */
export async function mailedPath(to: string, path: string): Promise<string> {
  let link: string | null = null;
  await expect(() => {
    link = linkIn(to, path);
    expect(link, `a mail to ${to} with a link to ${path}`).not.toBeNull();
  }).toPass({ timeout: 30_000 });
  const { pathname, search } = new URL(link ?? '');
  return pathname + search;
}
