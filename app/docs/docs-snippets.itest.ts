import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '@/app/api/testing/api-server';
import { bundleOf } from '@/lib/testing/bundled-process';
import { givenProvider } from '@/lib/testing/factories';
import { pasteInBash } from '@/lib/testing/paste-in-bash';
import { useRuntime } from '@/lib/testing/runtime';
import { WRITTEN } from './_pages/contents';
import { type CodePart, contentOf, readMarkdown } from './_pages/read-markdown';

/*
 * Every snippet of the documentation, page by page, as a reader would paste it: shell in bash with real curl, files
 * of JavaScript by node, against the whole API on a port. What a page says that a block prints is compared.
 */

useRuntime();

let server: ApiServer;
let command: string;

beforeAll(async () => {
  server = await startApiServer();
  command = await bundleOf('lib/cli/main.ts');
});
afterAll(() => server.close());

const MARK = '@@block';
/** Languages that are run, those that show what was printed, and those that configure other people's programs. */
const RUN = ['sh', 'js'];
const SHOWN = ['json', 'text', 'nginx', 'yaml'];

function blocksOf(slug: string): CodePart[] {
  return readMarkdown(contentOf(slug, server.url)).parts.flatMap((part) =>
    part.kind === 'code' ? [part] : [],
  );
}

/** Runs a page's blocks in one shell and returns what each of them printed. */
async function runPage(blocks: CodePart[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-docs-'));
  const { sandboxSecretKey } = await givenProvider();
  try {
    for (const { note, code } of blocks.filter(({ language }) => language === 'js')) {
      writeFileSync(join(folder, note), code);
    }
    const shell = blocks.filter(({ language }) => language === 'sh');
    const script = shell.map(({ code }) => `${code}\necho; echo ${MARK}\n`).join('');
    const terminal = { folder, url: server.url, secret: sandboxSecretKey, command };
    const printed = await pasteInBash(script, terminal);
    return printed.split(`${MARK}\n`).slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a page shows, to be compared: "…" stands for anything. */
function expected(shown: unknown): unknown {
  if (shown === '…') return expect.anything();
  if (Array.isArray(shown)) return shown.map(expected);
  if (typeof shown !== 'object' || shown === null) return shown;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, expected(value)])),
  );
}

describe('the snippets of the documentation', () => {
  it.each(WRITTEN.map(({ slug }) => slug))(
    '%s: runs from top to bottom and prints what it shows',
    async (slug) => {
      const blocks = blocksOf(slug);
      const shell = blocks.filter(({ language }) => language === 'sh');
      if (shell.length === 0) return;
      const printed = await runPage(blocks);
      expect(printed).toHaveLength(shell.length);
      for (const [index, block] of blocks.entries()) {
        if (block.note !== 'answer') continue;
        const source = blocks.slice(0, index).filter(({ language }) => language === 'sh').length - 1;
        const text = printed[source]?.trim() ?? '';
        if (block.language === 'json') expect(JSON.parse(text)).toEqual(expected(JSON.parse(block.code)));
        else expect(text).toBe(block.code.trim());
      }
    },
  );

  it('leaves no block out: each is run, or shows an answer or a setting of another program', () => {
    for (const { slug } of WRITTEN) {
      const blocks = blocksOf(slug);
      for (const { language, note } of blocks) {
        expect([...RUN, ...SHOWN], `${slug}: ${language}`).toContain(language);
        if (language === 'json') expect(note, slug).toBe('answer');
        if (language === 'js') expect(note, slug).toMatch(/^[a-z-]+\.mjs$/);
      }
      // Every file of code is used by a command or by another file.
      for (const { note, language } of blocks) {
        const uses = blocks.filter((block) => block.note !== note && block.code.includes(note));
        if (language === 'js') expect(uses.length, `${slug}: ${note}`).toBeGreaterThan(0);
      }
    }
  });

  it('has no code inside lists and quotes, where it would be neither run nor copied', () => {
    for (const { slug } of WRITTEN) {
      const fences = contentOf(slug, '').match(/^\s*```\w/gm) ?? [];
      expect(fences.length, slug).toBe(blocksOf(slug).length);
    }
  });

  it('has a page for every file, and a file for every page', () => {
    const files = readdirSync('app/docs/content').map((file) => file.replace(/\.md$/, ''));
    expect(files.sort()).toEqual(WRITTEN.map(({ slug }) => slug).sort());
    for (const { slug } of WRITTEN) expect(readMarkdown(contentOf(slug, '')).title, slug).not.toBe('');
  });
});
