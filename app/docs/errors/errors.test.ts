import { readdirSync, readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { LEASE_CODES, REJECT_CODES, VERIFY_CODES, WARN_CODES } from '@/lib/access';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/core/errors';
import { toProblem } from '@/lib/http/problem';
import { FIELD_CODES } from '../_errors/field-codes';
import ErrorsPage from './page';

let anchors: Set<string>;

beforeAll(() => {
  const html = renderToStaticMarkup(createElement(ErrorsPage));
  anchors = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string));
});

describe('the page that the types of problems point to', () => {
  it.each(Object.keys(ERROR_STATUS) as ErrorCode[])('has a place for %s, as its type says', (code) => {
    const { type } = JSON.parse(toProblem(new AppError(code, 'Why.'), 'req_1').body);
    const { pathname, hash } = new URL(type, 'http://localhost:3000/api/v1/customers');
    expect(pathname).toBe('/docs/errors');
    expect(anchors).toContain(hash.slice(1));
  });

  it('has a place for what is no error of ours', () => {
    const { type } = JSON.parse(toProblem(new Error('a bug'), 'req_1').body);
    expect(anchors).toContain(type.split('#')[1]);
  });

  it('has a place for every answer of verify, rejection, warning and field', () => {
    for (const code of VERIFY_CODES) expect(anchors).toContain(`verify-${code}`);
    for (const code of LEASE_CODES) {
      if (!(VERIFY_CODES as readonly string[]).includes(code)) expect(anchors).toContain(`lease-${code}`);
    }
    for (const code of REJECT_CODES) expect(anchors).toContain(`event-${code}`);
    for (const code of WARN_CODES) expect(anchors).toContain(`warning-${code}`);
    for (const code of Object.keys(FIELD_CODES)) expect(anchors).toContain(`field-${code}`);
  });
});

/** Codes of fields as the sources write them. */
function codesInSources(): string[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/(\.i?test\.ts$|generated|^testing)/.test(file),
  );
  const patterns = [
    /invalidField\(\s*[^'`,()]*(?:'[^']*'|`[^`]*`)?[^'`,()]*,\s*'([a-z_]+)'/g,
    /params: \{ code: '([a-z_]+)' \}/g,
    /\bcustom\('([a-z_]+)'/g,
    /\bcomplain\(\w+, '([a-z_]+)'/g,
    /path(?::[^{}]+)?, code: '([a-z_]+)', message/g,
  ];
  return files.flatMap((file) => {
    const source = readFileSync(`lib/${file}`, 'utf8');
    return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code]) => code as string));
  });
}

describe('codes of fields', () => {
  it('are all explained', () => {
    const used = [...new Set(codesInSources())];
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((code) => !(code in FIELD_CODES))).toEqual([]);
  });
});
