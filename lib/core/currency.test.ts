import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES, currencyOf, isCurrencyCode, minorDigits } from './currency';

describe('currencies', () => {
  it.each([
    ['INR', 2],
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['VND', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['XOF', 0],
    ['UGX', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['OMR', 3],
    ['TND', 3],
    ['JOD', 3],
    ['LYD', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %i digits', (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it.each([
    ['AFN', 2],
    ['ALL', 2],
    ['IDR', 2],
    ['IQD', 3],
    ['IRR', 2],
    ['KPW', 2],
    ['LAK', 2],
    ['LBP', 2],
    ['MGA', 2],
    ['MMK', 2],
    ['PKR', 2],
    ['RSD', 2],
    ['SOS', 2],
    ['SYP', 2],
    ['UZS', 2],
    ['YER', 2],
    ['HUF', 2],
    ['TWD', 2],
    ['COP', 2],
  ])('%s has the %i digits of ISO 4217, whatever Intl says', (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it.each([
    'BGN',
    'HRK',
    'ANG',
    'CUC',
    'SLL',
    'ZWL',
    'XAU',
    'XXX',
    'XDR',
    'inr',
    '',
    'toString',
    '__proto__',
  ])('does not bill in %j', (code) => {
    expect(isCurrencyCode(code)).toBe(false);
    expect(() => currencyOf(code)).toThrow(RangeError);
  });

  it('lists every active code once, in order', () => {
    expect(CURRENCY_CODES).toEqual([...new Set(CURRENCY_CODES)].sort());
    expect(CURRENCY_CODES.length).toBeGreaterThan(160);
    expect(CURRENCY_CODES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });
});
