import { expect, it } from 'vitest';
import { checkedTaxId } from './checked-tax-id';

it('keeps a right GSTIN in capitals, refuses a wrong one by name', () => {
  expect(checkedTaxId(' 27aapfu0939f1zv', 'IN')).toBe('27AAPFU0939F1ZV');
  expect(() => checkedTaxId('29AABCU9603R1ZM', 'IN')).toThrow(
    expect.objectContaining({
      status: 422,
      fields: [expect.objectContaining({ path: 'taxId', code: 'invalid_gstin' })],
    }),
  );
});

it("keeps other countries' numbers as they are", () => {
  expect([checkedTaxId('DE123456789', 'DE'), checkedTaxId('', 'IN'), checkedTaxId(undefined, 'IN')]).toEqual([
    'DE123456789',
    null,
    null,
  ]);
});
