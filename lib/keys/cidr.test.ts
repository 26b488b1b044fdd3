import { describe, expect, it } from 'vitest';
import { isCidr } from './cidr';

describe('isCidr', () => {
  it.each(['203.0.113.0/24', '203.0.113.7', '0.0.0.0/0', '10.0.0.0/32', '2001:db8::/32', '::/128', '::1'])(
    'takes %s',
    (text) => expect(isCidr(text)).toBe(true),
  );

  it.each([
    '',
    '/24',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '256.0.0.1',
    '010.0.0.1',
    '::/129',
    ':::/1',
    'fe80::1%eth0',
    'localhost',
    '10.0.0.1 ',
  ])('refuses %j', (text) => expect(isCidr(text)).toBe(false));
});
