import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importFindings } from './import-rules';

test('every import of the product follows the order of the folders', () => {
  expect(importFindings(resolve('.'))).toEqual([]);
});

describe('an import against the order is found', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tollgate-imports-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function findings(files: Record<string, string>): string[] {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), source);
    }
    return importFindings(root).map(({ file, why }) => `${file}: ${why}`);
  }

  test.each([
    ['a domain below', 'lib/keys/a.ts', "import { x } from '@/lib/usage'", 'lib/usage stands above lib/keys'],
    [
      'a relative way round',
      'lib/keys/a.ts',
      "import { x } from '../usage/x'",
      'lib/usage stands above lib/keys',
    ],
    [
      'only a type',
      'lib/plans/a.ts',
      "import type { X } from '@/lib/http'",
      'lib/http stands above lib/plans',
    ],
    ['a re-export', 'lib/infra/a.ts', "export * from '@/lib/audit'", 'lib/audit stands above lib/infra'],
    ['a dynamic import', 'lib/auth/a.ts', "await import('@/lib/http')", 'lib/http stands above lib/auth'],
    [
      'the type of a module',
      'lib/auth/a.ts',
      "type X = typeof import('@/lib/http')",
      'lib/http stands above lib/auth',
    ],
    [
      'settings in a pure module',
      'lib/core/a.ts',
      "import { env } from '@/lib/env'",
      'lib/core imports only itself',
    ],
    [
      'a domain in a price model',
      'lib/pricing/a.ts',
      "import '@/lib/plans'",
      'lib/pricing imports only itself, lib/core',
    ],
    [
      'a verb in a component',
      'components/a.tsx',
      "import { x } from '@/lib/plans'; export const A = () => <p>{x}</p>",
      'components imports only itself, lib/core, lib/pricing',
    ],
    ['a page in a verb', 'lib/plans/a.ts', "import '@/app/x'", 'app stands above lib/plans'],
    [
      'a component in a verb',
      'lib/plans/a.ts',
      "import '@/components/x'",
      'components stands above lib/plans',
    ],
    ['test helpers in a page', 'app/page.tsx', "import '@/lib/testing/x'", 'only tests import lib/testing'],
    ['the product in the SDK', 'sdk/a.ts', "import '@/lib/core'", 'sdk imports only itself'],
  ])('%s', (_name, file, source, why) => {
    expect(findings({ [file]: source })).toEqual([`${file}: ${why}`]);
  });

  test('and imports along the order are not', () => {
    expect(
      findings({
        'app/page.tsx': "import '@/components/x'; import '@/lib/http'; import '@/lib/usage'; import 'react'",
        'components/x.tsx': "import './y'; import '@/lib/core/money'; import '@/lib/pricing'",
        'lib/usage/a.ts': "import './b'; import '@/lib/keys'; import '@/lib/pricing'; import '@/lib/env'",
        'lib/keys/a.test.ts': "import '@/lib/testing/runtime'; import '@/lib/usage'",
        'server.ts': "import '@/lib/http'; import '@/prisma/seed'",
      }),
    ).toEqual([]);
  });
});
