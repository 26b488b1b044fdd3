import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { useShell } from '@/lib/testing/shell';

useRuntime();
const shell = useShell();

const LOG = fileURLToPath(new URL('./import-log/fixtures/access.log', import.meta.url));

/** What the help lists below "Commands:", without commander's own `help`. */
async function commandsOf(...path: string[]): Promise<string[]> {
  expect(await shell.tollgate(...path, '--help')).toBe(0);
  const [, listed = ''] = shell.out.split('Commands:\n');
  return [...listed.matchAll(/^ {2}([a-z-]+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
}

describe('the shell', () => {
  it('explains itself: every command has help that says what it is for and what it takes', async () => {
    const commands = await commandsOf();
    expect(commands).toEqual(
      expect.arrayContaining([
        'provider',
        'keys',
        'close-periods',
        'reconcile',
        'export',
        'import-log',
        'doctor',
      ]),
    );
    const lines = commands.map((name) => [name]);
    for (const path of [...lines]) {
      for (const inner of await commandsOf(...path)) lines.push([...path, inner]);
    }
    for (const path of lines) {
      expect([path, await shell.tollgate(...path, '--help')]).toEqual([path, 0]);
      const [usage = '', , description = ''] = shell.out.split('\n');
      expect(usage).toMatch(new RegExp(`^Usage: tollgate ${path.join(' ')}`));
      expect([path, description.trim().length > 10]).toEqual([path, true]);
      // Every option says what it is.
      for (const [, option = ''] of shell.out.matchAll(/^ {2}(--[a-z-]+(?: <\w+>)?)\s*$/gm)) {
        expect([path, option]).toEqual([path, 'an option with words']);
      }
    }
  });

  it('walks through a provider’s life, with exactly one JSON object a command', async () => {
    const slug = uniqueText('walk');
    const owner = ['--email', `${slug}@example.com`, '--password', 'correct horse'];
    expect(
      await shell.tollgate('provider', 'create', '--name', 'Walk', '--slug', slug, ...owner, '--json'),
    ).toBe(0);
    expect(shell.printed()).toMatchObject({ slug, secretKey: expect.stringMatching(/^tg_live_/) });
    const here = ['--provider', slug, '--json'];
    const walk: [string[], object][] = [
      [['provider', 'list', '--json'], {}],
      [['keys', 'create', ...here, '--sandbox'], { secretKey: expect.stringMatching(/^tg_test_/) }],
      [['import-log', ...here, '--file', LOG, '--shift-to-now'], { duplicates: 0 }],
      [['import-log', ...here, '--file', LOG, '--shift-to-now', '--dry-run'], {}],
      [['close-periods', '--json'], { failed: 0 }],
      [['reconcile', ...here], { provider: slug, differences: [] }],
      [['export', ...here, '--what', 'customers'], { what: 'customers' }],
      [['export', ...here, '--what', 'usage'], { what: 'usage' }],
      [['export', ...here, '--what', 'invoices'], { what: 'invoices', count: 0 }],
    ];
    for (const [args, expected] of walk) {
      expect([args, await shell.tollgate(...args), shell.err]).toEqual([args, 0, shell.err]);
      expect(shell.printed()).toMatchObject(expected);
    }
    const lines = readFileSync(LOG, 'utf8').trimEnd().split('\n').length;
    expect(await shell.tollgate('reconcile', '--provider', slug, '--json')).toBe(0);
    expect(shell.printed().events).toBeLessThanOrEqual(lines);
    expect(shell.printed().events).toBeGreaterThan(0);
  });

  it.each([
    ['an unknown command', ['launch'], 2],
    ['an unknown option', ['reconcile', '--provider', 'x', '--fast'], 2],
    ['a missing option', ['export', '--what', 'usage'], 2],
    ['a choice that is none', ['export', '--provider', 'x', '--what', 'secrets'], 2],
    ['a provider that is none', ['reconcile', '--provider', 'nobody-at-all'], 1],
    [
      'a file that is none',
      ['import-log', '--provider', 'nobody-at-all', '--file', '/nowhere/access.log'],
      1,
    ],
  ])('says what is wrong in one line: %s', async (_what, args, code) => {
    expect(await shell.tollgate(...args)).toBe(code);
    expect(shell.out).toBe('');
    expect(shell.err.trim().split('\n')).toHaveLength(1);
    expect(shell.err).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
