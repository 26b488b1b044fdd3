import { expect, test } from 'vitest';
import { localPath } from './local-path';

test.each([
  ['/dashboard/plans?cursor=a', '/dashboard/plans?cursor=a'],
  [undefined, '/fallback'],
  ['', '/fallback'],
  ['https://evil.example/', '/fallback'],
  ['//evil.example/', '/fallback'],
  ['/\\evil.example', '/fallback'],
  ['/\t/evil.example', '/fallback'],
  ['javascript:alert(1)', '/fallback'],
  ['/p/a/../../dashboard', '/dashboard'],
])('%s leads to %s', (wanted, expected) => {
  expect(localPath(wanted, '/fallback')).toBe(expected);
});
