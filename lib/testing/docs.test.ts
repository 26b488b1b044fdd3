import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Made while the product runs, so not in a clone. */
const MADE_LATER = ['.data'];

const withoutFences = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');

/** Inline code and link targets that are places in the repository. */
function citedPlaces(text: string): string[] {
  const prose = withoutFences(text);
  const code = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, token]) => token as string);
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
  const isPlace = (token: string) => /^[\w.@[\]-]+(\/[\w.@()[\]-]+)*\/?$/.test(token);
  const namesFile = (token: string) => /\/|^\.\w|\.(md|ts|js|json|yaml)$|^(Dockerfile|LICENSE)$/.test(token);
  return [...code, ...links].filter(
    (token) => isPlace(token) && namesFile(token) && !MADE_LATER.includes(token),
  );
}

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (document) => {
  const text = readFileSync(document, 'utf8');

  test('cites only places that exist', () => {
    const places = citedPlaces(text);
    expect(places.length).toBeGreaterThan(5);
    expect(places.filter((place) => !existsSync(place))).toEqual([]);
  });

  test('cites only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...text.matchAll(/npm (?:run (?:-s )?)?([a-z][\w:]*)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => !(`${name}` in scripts) && name !== 'package')).toEqual([]);
  });

  test('fits one reading', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(document === 'README.md' ? 120 : 60);
  });
});

/** Said by the start, not by the operator. */
const NO_SETTINGS: (string | undefined)[] = ['NODE_ENV', 'TOLLGATE_DEPLOYED'];

test('the table of settings in README.md is what lib/env.ts reads', () => {
  const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
    ([, name]) => name,
  );
  const read = [...readFileSync('lib/env.ts', 'utf8').matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(read.filter((name) => !NO_SETTINGS.includes(name)).sort());
});
