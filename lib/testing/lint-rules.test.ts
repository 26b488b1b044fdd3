import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/*
 * A rule that does not fire keeps nothing: every house rule is broken once, in a folder of its own with the
 * product's own configuration, and must be reported as an error. The order of imports has its own test.
 */

const lines = (count: number) => Array.from({ length: count }, (_, n) => `  use(${n});`).join('\n');

const longFile = (count: number) =>
  Array.from({ length: count }, (_, n) => `export const line${n} = ${n};`).join('\n');

const longFunction = (count: number) =>
  `export function long(use: (n: number) => void) {\n${lines(count)}\n}\n`;

interface Sample {
  rule: string;
  file: string;
  source: string;
}

const BROKEN: Sample[] = [
  {
    rule: 'style/noExcessiveLinesPerFile',
    file: 'lib/usage/long-file.ts',
    source: longFile(301),
  },
  {
    rule: 'style/noExcessiveLinesPerFile',
    file: 'lib/usage/long.test.ts',
    source: longFile(401),
  },
  {
    rule: 'style/noExcessiveLinesPerFile',
    file: 'app/api/v1/long/route.ts',
    source: longFile(41),
  },
  {
    rule: 'complexity/noExcessiveLinesPerFunction',
    file: 'lib/usage/long-function.ts',
    source: longFunction(61),
  },
  { rule: 'complexity/noExcessiveLinesPerFunction', file: 'components/long.tsx', source: longFunction(201) },
  {
    rule: 'complexity/useMaxParams',
    file: 'lib/usage/many.ts',
    source:
      'export const sum = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;',
  },
  { rule: 'suspicious/noExplicitAny', file: 'lib/usage/any.ts', source: 'export const all: any = 1;' },
  { rule: 'correctness/noUnusedImports', file: 'lib/usage/unused.ts', source: "import { a } from './a';" },
  { rule: 'correctness/noUnusedVariables', file: 'lib/usage/unused-variable.ts', source: 'const a = 1;' },
  {
    rule: 'style/noProcessEnv',
    file: 'lib/usage/settings.ts',
    source: 'export const port = process.env.PORT;',
  },
  { rule: 'plugin', file: 'lib/usage/now.ts', source: 'export const now = Date.now();' },
  { rule: 'plugin', file: 'lib/usage/today.ts', source: 'export const today = new Date();' },
  { rule: 'plugin', file: 'app/now/page.tsx', source: 'export default () => <p>{Date.now()}</p>;' },
  {
    rule: 'plugin',
    file: 'lib/pricing/number.ts',
    source: 'export const amount = (a: string) => Number(a);',
  },
  {
    rule: 'plugin',
    file: 'lib/billing/parse.ts',
    source: 'export const amount = (a: string) => parseFloat(a);',
  },
  {
    rule: 'plugin',
    file: 'lib/billing/pdf/fixed.ts',
    source: 'export const amount = (a: number) => a.toFixed(2);',
  },
  { rule: 'plugin', file: 'lib/payments/half.ts', source: 'export const half = (a: bigint) => a / 2n;' },
  {
    rule: 'plugin',
    file: 'lib/payments/halve.ts',
    source: 'export function halve(a: number) {\n  let half = a;\n  half /= 2;\n  return half;\n}',
  },
  { rule: 'suspicious/noConsole', file: 'lib/usage/print.ts', source: "console.log('here');" },
  ...['@prisma/client', 'ioredis', 'stripe', 'pg', '@/lib/infra/postgres'].flatMap((from, index) =>
    ['app/api/v1', 'components'].map((folder) => ({
      rule: 'style/noRestrictedImports',
      file: `${folder}/outside-${index}.ts`,
      source: `import { a } from '${from}';\nexport const b = a;`,
    })),
  ),
  { rule: 'suspicious/noImportCycles', file: 'lib/usage/round.ts', source: "export * from './trip';" },
  { rule: 'suspicious/noImportCycles', file: 'lib/usage/trip.ts', source: "export * from './round';" },
  {
    rule: 'suspicious/noImportCycles',
    file: 'lib/keys/type-round.ts',
    source: "import type { B } from '@/lib/keys/type-trip';\nexport type A = B | 1;",
  },
  {
    rule: 'suspicious/noImportCycles',
    file: 'lib/keys/type-trip.ts',
    source: "import type { A } from './type-round';\nexport type B = A[];",
  },
  { rule: 'suspicious/noFocusedTests', file: 'lib/usage/only.test.ts', source: "test.only('a', () => {});" },
  { rule: 'suspicious/noSkippedTests', file: 'lib/usage/skip.test.ts', source: "test.skip('a', () => {});" },
  { rule: 'style/useFilenamingConvention', file: 'lib/usage/CamelCase.ts', source: 'export {};' },
];

const ALLOWED: [string, string][] = [
  ['lib/core/clock.ts', 'export const now = () => new Date();'],
  ['lib/usage/parsed.ts', 'export const at = (text: string) => new Date(text);'],
  ['lib/usage/now.test.ts', 'export const now = Date.now();'],
  ['lib/usage/count.ts', 'export const count = (text: string) => Number(text) / 2;'],
  ['lib/pricing/flat-table.ts', 'export const price = (text: string) => Number(text) / 2;'],
  ['lib/billing/total.ts', "export const path = (a: string) => a.replace('/=', '');"],
  ['lib/env.ts', 'export const port = process.env.PORT;'],
  ['lib/cli/print.ts', "console.log('here');"],
  ['lib/usage/describe.test.ts', longFunction(200)],
  ['lib/usage/long-enough.ts', longFile(300)],
];

/** What the linter says, as `file rule severity`. */
function lint(folder: string): Promise<string[]> {
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--reporter=json', '--max-diagnostics=none'];
  return new Promise((done, fail) => {
    execFile(process.execPath, [biome, ...options], { cwd: folder }, (_error, stdout, stderr) => {
      if (!stdout) return fail(new Error(stderr));
      const { diagnostics } = JSON.parse(stdout) as {
        diagnostics: { severity: string; category: string; location: { path: string } }[];
      };
      done(diagnostics.map((d) => `${d.location.path} ${d.category.replace('lint/', '')} ${d.severity}`));
    });
  });
}

let folder: string;
let findings: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-lint-'));
  for (const place of ['package.json', 'biome.json', '.gitignore', 'tsconfig.json', 'lib/testing/lint']) {
    cpSync(resolve(place), join(folder, place), { recursive: true });
  }
  const samples = BROKEN.map(({ file, source }): [string, string] => [file, source]);
  for (const [file, source] of [...samples, ...ALLOWED]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  findings = await lint(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a broken house rule is an error', () => {
  test.each(BROKEN)('$rule in $file', ({ rule, file }) => {
    expect(findings).toContain(`${file} ${rule} error`);
  });
});

test.each(ALLOWED)('%s is left in peace', (file) => {
  expect(findings.filter((finding) => finding.startsWith(`${file} `))).toEqual([]);
});
