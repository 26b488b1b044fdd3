import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSecret, hashSecret, KEY_PREFIX_PATTERN, parseSecret } from './key-format';

const prefixes = fc.stringMatching(KEY_PREFIX_PATTERN);
const modes = fc.constantFrom('live' as const, 'test' as const);

describe('a secret', () => {
  it('has the promised form, and parses to what it was made of', () => {
    fc.assert(
      fc.property(prefixes, modes, (prefix, mode) => {
        const { secret, last4, prefix: shown } = generateSecret(prefix, mode);
        expect(secret).toMatch(new RegExp(`^${prefix}_${mode}_[0-9A-Za-z]{38}$`));
        expect(parseSecret(secret)).toEqual({ prefix, mode });
        expect(secret.slice(-4)).toBe(last4);
        expect(secret.startsWith(shown)).toBe(true);
      }),
    );
  });

  it('shows of its random part four characters in front and none that the checksum does not give away', () => {
    const { secret, prefix } = generateSecret('sk', 'live');
    expect(prefix).toBe(secret.slice(0, 'sk_live_'.length + 4));
  });

  it('carries at least 160 random bits: 32 characters of 62, evenly drawn', () => {
    expect(32 * Math.log2(62)).toBeGreaterThan(160);
    const counts = new Map<string, number>();
    for (let i = 0; i < 3_000; i++) {
      const body = generateSecret('sk', 'live').secret.slice('sk_live_'.length, -6);
      for (const char of body) counts.set(char, (counts.get(char) ?? 0) + 1);
    }
    const expected = (3_000 * 32) / 62;
    expect(counts.size).toBe(62);
    // Six standard deviations: a biased draw (256 is no multiple of 62) would be 25 % off for some.
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  });

  it('never comes twice', () => {
    const secrets = new Set(Array.from({ length: 10_000 }, () => generateSecret('sk', 'live').secret));
    expect(secrets.size).toBe(10_000);
  });
});

describe('parseSecret', () => {
  it('refuses a secret with any one character changed, by its checksum alone', () => {
    const { secret } = generateSecret('sk', 'live');
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    for (let at = 'sk_live_'.length; at < secret.length; at++) {
      for (const char of alphabet) {
        if (char === secret[at]) continue;
        expect(parseSecret(secret.slice(0, at) + char + secret.slice(at + 1))).toBeNull();
      }
    }
  });

  it('refuses two neighbouring characters that changed places', () => {
    const { secret } = generateSecret('sk', 'test');
    for (let at = 'sk_test_'.length; at < secret.length - 1; at++) {
      const swapped = secret.slice(0, at) + secret[at + 1] + secret[at] + secret.slice(at + 2);
      if (swapped !== secret) expect(parseSecret(swapped)).toBeNull();
    }
  });

  it('binds prefix and mode: a test secret cannot pass for a live one', () => {
    const { secret } = generateSecret('sk', 'test');
    expect(parseSecret(secret.replace('_test_', '_live_'))).toBeNull();
    expect(parseSecret(secret.replace('sk_', 'pk_'))).toBeNull();
  });

  it.each(['', 'sk', 'sk_live_', 'sk_live_x', 'SK_live_', 'sk_prod_0', '🔑', 'a\n'])('refuses %j', (text) => {
    expect(parseSecret(text)).toBeNull();
    expect(parseSecret(`${generateSecret('sk', 'live').secret}${text || ' '}`)).toBeNull();
  });
});

describe('hashSecret', () => {
  it('is SHA-256', () => {
    expect(Buffer.from(hashSecret('abc')).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
