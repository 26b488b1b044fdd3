import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from './decimal';
import {
  allocate,
  apportion,
  formatMoney,
  fromMinor,
  parseAmount,
  sumMinor,
  toMinor,
  toSafeNumber,
} from './money';

describe('minor units', () => {
  it.each([
    ['1.005', 'INR', 101n],
    ['-1.005', 'INR', -101n],
    ['1.0049999', 'INR', 100n],
    ['0.5', 'JPY', 1n],
    ['1.4999', 'JPY', 1n],
    ['1.2345', 'KWD', 1235n],
    ['0.00005', 'CLF', 1n],
    ['1000000000000000', 'INR', 100000000000000000n],
  ])('%s %s is %s', (major, currency, minor) => {
    expect(toMinor(major, currency)).toBe(minor);
  });

  it.each([
    [15050n, 'INR', '150.50'],
    [5n, 'INR', '0.05'],
    [-5n, 'INR', '-0.05'],
    [0n, 'INR', '0.00'],
    [150, 'JPY', '150'],
    [1n, 'KWD', '0.001'],
  ])('%s of %s reads %s', (minor, currency, major) => {
    expect(fromMinor(minor, currency)).toBe(major);
  });

  it('returns to the same amount for every currency width', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.constantFrom('JPY', 'INR', 'KWD', 'CLF'), (amount, currency) => {
        expect(toMinor(decimal(fromMinor(amount, currency)), currency)).toBe(amount);
      }),
    );
  });

  it('refuses a JSON number that a double would not hold', () => {
    expect(toSafeNumber(2n ** 53n - 1n, 'total')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => toSafeNumber(2n ** 53n, 'total')).toThrow(
      expect.objectContaining({ status: 422, fields: [expect.objectContaining({ path: 'total' })] }),
    );
    expect(() => toSafeNumber(-(2n ** 53n), 'total')).toThrow();
  });
});

describe('allocation by largest remainder', () => {
  it.each<[bigint, bigint[], bigint[]]>([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [1n, [1n, 1n], [1n, 0n]],
    [10n, [0n, 5n, 0n], [0n, 10n, 0n]],
    [7n, [0n, 0n], [4n, 3n]],
    [0n, [3n, 2n], [0n, 0n]],
    [5n, [10n, -5n], [10n, -5n]],
    [101n, [70n, 20n, 10n], [71n, 20n, 10n]],
  ])('%s over %s is %s', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it('refuses nothing to allocate to, and weights that cancel out', () => {
    expect(() => allocate(1n, [])).toThrow(RangeError);
    expect(() => allocate(1n, [5n, -5n])).toThrow(RangeError);
  });

  const weightsArbitrary = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 20 });

  it('always sums to the whole, gives zero weights nothing, and is odd in its total', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), weightsArbitrary, (total, weights) => {
        const parts = allocate(total, weights);
        expect(sumMinor(parts)).toBe(total);
        expect(allocate(-total, weights)).toEqual(parts.map((part) => (part === 0n ? 0n : -part)));
        if (weights.some((weight) => weight > 0n)) {
          parts.forEach((part, index) => {
            if (weights[index] === 0n) expect(part).toBe(0n);
          });
        }
      }),
    );
  });

  it('keeps every part within one unit of its exact share', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weightsArbitrary, (total, weights) => {
        const sum = sumMinor(weights);
        if (sum === 0n) return;
        allocate(total, weights).forEach((part, index) => {
          const distance = part * sum - total * (weights[index] as bigint);
          expect(distance < sum && -distance < sum).toBe(true);
        });
      }),
    );
  });
});

describe('rounding parts to a rounded whole', () => {
  it('serves the largest remainders first', () => {
    expect(apportion(2n, [decimal('0.4'), decimal('0.9'), decimal('0.5')])).toEqual([0n, 1n, 1n]);
  });

  it('sums to the whole even where the whole differs from the parts by more than the remainders', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100000, max: 100000 }), { minLength: 1, maxLength: 8 }),
        fc.bigInt({ min: -50n, max: 50n }),
        (thousandths, shift) => {
          const parts = thousandths.map((part) => decimal(part).div(decimal(1000)));
          const whole = BigInt(Math.round(thousandths.reduce((sum, part) => sum + part, 0) / 1000)) + shift;
          expect(sumMinor(apportion(whole, parts))).toBe(whole);
        },
      ),
    );
  });

  it('refuses to lose an amount over no parts', () => {
    expect(apportion(0n, [])).toEqual([]);
    expect(() => apportion(1n, [])).toThrow(RangeError);
  });
});

describe('money for people', () => {
  it.each([
    [15000000n, 'INR', undefined, '₹1,50,000.00'],
    [-15000000n, 'INR', undefined, '-₹1,50,000.00'],
    [0n, 'INR', undefined, '₹0.00'],
    [123456789012n, 'INR', undefined, '₹1,23,45,67,890.12'],
    [4900, 'USD', undefined, '$49.00'],
    [4900n, 'JPY', undefined, '¥4,900'],
    [1234567n, 'KWD', undefined, 'KWD\u00a01,234.567'],
    [12345n, 'IQD', undefined, 'IQD\u00a012.345'],
    [12345n, 'PKR', undefined, 'PKR\u00a0123.45'],
    [150000n, 'EUR', 'de-DE', '1.500,00\u00a0€'],
  ])('%s of %s in %s reads %s', (amount, currency, locale, text) => {
    expect(formatMoney(amount, currency, locale)).toBe(text);
  });

  it('shows every digit of an amount that no double holds', () => {
    expect(formatMoney(90071992547409930000000001n, 'USD')).toBe('$900,719,925,474,099,300,000,000.01');
  });
});

describe('an amount that somebody typed', () => {
  it.each([
    ['49.50', 'INR', 4950n],
    [' 7 ', 'JPY', 7n],
    ['1.005', 'KWD', 1005n],
  ])('%s %s is %s minor units', (text, currency, expected) => {
    expect(parseAmount(text, currency, 'amount')).toBe(expected);
  });

  it.each(['1.005', 'ten', '', '1e3'])('%j is refused by the name of its field, never rounded', (text) => {
    expect(() => parseAmount(text, 'INR', 'amount')).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path: 'amount' })] }),
    );
  });
});
