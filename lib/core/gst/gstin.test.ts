import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gstinCheckDigit, isValidGstin, parseGstin } from './gstin';

describe('a GSTIN', () => {
  it.each([
    ['27AAPFU0939F1ZV', true],
    ['27AAMCM4148E1ZD', true],
    ['29AABCU9603R1ZJ', true],
    ['29AABCU9603R1ZM', false],
    [' 27aapfu0939f1zv ', true],
    ['27AAPFU0939F1Z', false],
    ['27AAPFU0939F1ZVV', false],
    ['27AAPFU0939F0ZV', false],
    ['', false],
    ['not a gstin', false],
  ])('%j is valid: %s', (text, valid) => {
    expect(isValidGstin(text)).toBe(valid);
  });

  it('names state and PAN', () => {
    expect(parseGstin('29AABCU9603R1ZJ')).toMatchObject({
      gstin: '29AABCU9603R1ZJ',
      pan: 'AABCU9603R',
      state: { code: '29', name: 'Karnataka' },
    });
  });

  it.each(['00', '39', '40', '95', '96', '98', '99'])(
    'of state %s is refused with a right check digit',
    (code) => {
      const body = `${code}AAPFU0939F1Z`;
      expect(isValidGstin(body + gstinCheckDigit(body))).toBe(false);
    },
  );

  it('is refused when any one character is another', () => {
    const valid = '27AAPFU0939F1ZV';
    const characters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 }), fc.constantFrom(...characters), (index, character) => {
        if (valid[index] === character) return;
        expect(isValidGstin(valid.slice(0, index) + character + valid.slice(index + 1))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
