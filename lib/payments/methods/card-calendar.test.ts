import { expect, it } from 'vitest';
import { endOfCard, expiresSoon, isExpired, warnAtOf } from './card-calendar';

const card = (expMonth: number | null, expYear: number | null) => ({ expMonth, expYear });
const at = (iso: string) => new Date(iso);

it('a card is good until its month ends', () => {
  expect(endOfCard(card(12, 2026))).toEqual(at('2027-01-01T00:00:00Z'));
  expect(isExpired(card(12, 2026), at('2026-12-31T23:59:59Z'))).toBe(false);
  expect(isExpired(card(12, 2026), at('2027-01-01T00:00:00Z'))).toBe(true);
  expect(isExpired(card(null, null), at('2099-01-01T00:00:00Z'))).toBe(false);
});

it('its holder is warned thirty days before, once it is known, and not afterwards', () => {
  expect(warnAtOf(card(3, 2026), at('2026-01-01T00:00:00Z'))).toEqual(at('2026-03-02T00:00:00Z'));
  expect(expiresSoon(card(3, 2026), at('2026-03-01T23:59:59Z'))).toBe(false);
  expect(expiresSoon(card(3, 2026), at('2026-03-02T00:00:00Z'))).toBe(true);
  expect(warnAtOf(card(3, 2026), at('2026-04-01T00:00:00Z'))).toBeNull();
  expect(expiresSoon(card(3, 2026), at('2026-04-01T00:00:00Z'))).toBe(false);
  expect(warnAtOf(card(null, null), at('2026-01-01T00:00:00Z'))).toBeNull();
});
