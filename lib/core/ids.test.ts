import { describe, expect, it } from 'vitest';
import { fromBase32, instantOfId, newId, toBase32 } from './ids';

describe('an id', () => {
  it('says what it names, and when it was made', () => {
    const at = new Date('2026-04-01T00:00:00.123Z');
    const id = newId('customer', at);
    expect(id).toMatch(/^cus_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(instantOfId('customer', id)).toEqual(at);
    expect(instantOfId('plan', id)).toBeNull();
  });

  it('sorts after every id made before it at the same instant of a clock that stands still', () => {
    const at = new Date('2026-04-01T00:00:00.000Z');
    const ids = Array.from({ length: 5_000 }, () => newId('invoice', at));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('base 32', () => {
  it.each([0, 1, 31, 32, 1_048_575, 2 ** 48])('reads %i back', (value) => {
    expect(fromBase32(toBase32(value, 10))).toBe(value);
  });

  it('refuses letters that look like digits', () => {
    expect([fromBase32('i'), fromBase32('l'), fromBase32('o'), fromBase32('u'), fromBase32('A')]).toEqual(
      Array(5).fill(null),
    );
  });
});
