import { describe, expect, it } from 'vitest';
import { gstinCheckDigit } from '@/lib/core/gst/gstin';
import { decideGst, type GstBuyer, type GstSeller } from './gst';

const gstinIn = (stateCode: string) => {
  const body = `${stateCode}AAPFU0939F1Z`;
  return body + gstinCheckDigit(body);
};
const MAHARASHTRA: GstSeller = { gstin: '27AAPFU0939F1ZV', lutNumber: 'AD270326012345X' };
const headsOf = (seller: GstSeller, buyer: GstBuyer, rate?: string) =>
  decideGst(seller, buyer, rate).heads.map(({ name, percent }) => `${name} ${percent}`);

describe('within India', () => {
  it('the same state is taxed by CGST and SGST, half the rate each', () => {
    const decision = decideGst(MAHARASHTRA, { country: 'IN', gstin: '27AAMCM4148E1ZD' });
    expect(decision).toEqual({
      supply: 'intra_state',
      documentTitle: 'Tax Invoice',
      placeOfSupply: { code: '27', name: 'Maharashtra' },
      heads: [
        { name: 'CGST', percent: '9' },
        { name: 'SGST', percent: '9' },
      ],
      note: null,
    });
    expect(headsOf(MAHARASHTRA, { country: 'IN', state: 'MH' }, '5')).toEqual(['CGST 2.5', 'SGST 2.5']);
  });

  it('another state is taxed by IGST', () => {
    const decision = decideGst(MAHARASHTRA, { country: 'IN', gstin: '29AABCU9603R1ZJ' });
    expect(decision).toMatchObject({
      supply: 'inter_state',
      placeOfSupply: { code: '29', name: 'Karnataka' },
      heads: [{ name: 'IGST', percent: '18' }],
    });
  });

  it.each([
    ['04', 'UTGST'],
    ['26', 'UTGST'],
    ['31', 'UTGST'],
    ['35', 'UTGST'],
    ['38', 'UTGST'],
    ['07', 'SGST'],
    ['34', 'SGST'],
    ['01', 'SGST'],
  ])('inside territory %s the second head is %s', (code, head) => {
    expect(headsOf({ gstin: gstinIn(code) }, { country: 'IN', state: code })).toEqual([
      'CGST 9',
      `${head} 9`,
    ]);
  });

  it('the GSTIN of the buyer outweighs the address', () => {
    const buyer = { country: 'IN', gstin: '29AABCU9603R1ZJ', state: 'Maharashtra' };
    expect(headsOf(MAHARASHTRA, buyer)).toEqual(['IGST 18']);
  });

  it('a buyer without an address is supplied in the seller’s state', () => {
    expect(headsOf(MAHARASHTRA, { country: null })).toEqual(['CGST 9', 'SGST 9']);
    expect(headsOf(MAHARASHTRA, { country: 'in', state: 'nowhere' })).toEqual(['CGST 9', 'SGST 9']);
  });

  it('the GSTIN of the buyer outweighs a foreign address: it is where it is registered (IGST Act s. 2(14)(a))', () => {
    const decision = decideGst(MAHARASHTRA, { country: 'US', state: 'Texas', gstin: '29AABCU9603R1ZJ' });
    expect(decision).toMatchObject({ supply: 'inter_state', placeOfSupply: { code: '29' } });
  });

  it('a cess stands as a head of its own, and on no zero-rated supply', () => {
    const seller = { ...MAHARASHTRA, cessPercent: '1.50' };
    expect(headsOf(seller, { country: 'IN' })).toEqual(['CGST 9', 'SGST 9', 'Cess 1.5']);
    expect(headsOf(seller, { country: 'IN', state: 'Goa' })).toEqual(['IGST 18', 'Cess 1.5']);
    expect(headsOf(seller, { country: 'US' })).toEqual(['IGST 0']);
    expect(headsOf({ ...seller, exportsWithPayment: true }, { country: 'US' })).toEqual([
      'IGST 18',
      'Cess 1.5',
    ]);
  });

  it('a buyer’s wrong GSTIN counts as none', () => {
    const buyer = { country: 'IN', gstin: '29AABCU9603R1ZM', state: 'Maharashtra' };
    expect(headsOf(MAHARASHTRA, buyer)).toEqual(['CGST 9', 'SGST 9']);
  });
});

describe('zero-rated supplies', () => {
  it('of an export carry IGST at zero and the line of the letter of undertaking', () => {
    const decision = decideGst(MAHARASHTRA, { country: 'US', state: 'California' });
    expect(decision).toMatchObject({
      supply: 'export',
      documentTitle: 'Tax Invoice',
      placeOfSupply: { code: '96', name: 'Outside India' },
      heads: [{ name: 'IGST', percent: '0' }],
    });
    expect(decision.note).toBe(
      'SUPPLY MEANT FOR EXPORT UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX ' +
        '(LUT AD270326012345X)',
    );
  });

  it('to a special economic zone are the same, also inside the state', () => {
    const decision = decideGst(MAHARASHTRA, { country: 'IN', state: 'Maharashtra', isSez: true });
    expect(decision).toMatchObject({ supply: 'sez', heads: [{ name: 'IGST', percent: '0' }] });
    expect(decision.placeOfSupply?.code).toBe('27');
    expect(decision.note).toContain('SEZ UNIT OR SEZ DEVELOPER');
  });

  it('on payment of tax bear IGST in full and say so', () => {
    const decision = decideGst({ ...MAHARASHTRA, exportsWithPayment: true }, { country: 'DE' });
    expect(decision.heads).toEqual([{ name: 'IGST', percent: '18' }]);
    expect(decision.note).toBe('SUPPLY MEANT FOR EXPORT ON PAYMENT OF INTEGRATED TAX');
  });
});

describe('sellers', () => {
  it('without registration charge no tax and issue a bill of supply', () => {
    const decision = decideGst({ gstin: null, state: 'Goa' }, { country: 'IN', state: 'Kerala' });
    expect(decision).toEqual({
      supply: 'untaxed',
      documentTitle: 'Bill of Supply',
      placeOfSupply: { code: '32', name: 'Kerala' },
      heads: [],
      note: null,
    });
    expect(decideGst({ gstin: null }, { country: null }).placeOfSupply).toBeNull();
    expect(decideGst({ gstin: null }, { country: 'US' }).heads).toEqual([]);
  });

  it('under composition collect no tax and say so (CGST Rule 5(1)(f))', () => {
    const decision = decideGst({ ...MAHARASHTRA, isComposition: true }, { country: 'IN', state: 'Kerala' });
    expect(decision).toEqual({
      supply: 'untaxed',
      documentTitle: 'Bill of Supply',
      placeOfSupply: { code: '32', name: 'Kerala' },
      heads: [],
      note: 'COMPOSITION TAXABLE PERSON, NOT ELIGIBLE TO COLLECT TAX ON SUPPLIES',
    });
  });

  it('with a wrong GSTIN are refused', () => {
    expect(() => decideGst({ gstin: '29AABCU9603R1ZM' }, { country: 'IN' })).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path: 'seller.gstin' })] }),
    );
  });
});
