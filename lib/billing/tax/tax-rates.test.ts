import { describe, expect, it } from 'vitest';
import { resolveTax } from './resolve-tax';
import { type NamedTaxRate, resolveTaxRates } from './tax-rates';

const rate = (
  name: string,
  percent: string,
  country: string,
  rest: Partial<NamedTaxRate> = {},
): NamedTaxRate => ({
  name,
  percent,
  country,
  inclusive: false,
  ...rest,
});
const CANADA = [
  rate('GST', '5', 'CA'),
  rate('QST', '9.975', 'CA', { state: 'QC' }),
  rate('HST', '13', 'CA', { state: 'ON', replacesCountryRates: true }),
];
const names = (rates: NamedTaxRate[], country: string, state?: string) =>
  resolveTaxRates(rates, { country, state }).heads.map(({ name, percent }) => `${name} ${percent}`);

describe('named tax rates', () => {
  it.each([
    ['CA', 'AB', ['GST 5']],
    ['CA', undefined, ['GST 5']],
    ['CA', 'QC', ['GST 5', 'QST 9.975']],
    ['ca', 'qc', ['GST 5', 'QST 9.975']],
    ['CA', 'ON', ['HST 13']],
    ['US', 'CA', []],
  ])('of %s %s are %j', (country, state, expected) => {
    expect(names(CANADA, country, state)).toEqual(expected);
  });

  it('say whether prices contain them', () => {
    const rates = [rate('VAT', '19.0', 'DE', { inclusive: true })];
    expect(resolveTaxRates(rates, { country: 'DE' })).toEqual({
      heads: [{ name: 'VAT', percent: '19' }],
      inclusive: true,
    });
    expect(resolveTaxRates(rates, { country: 'FR' })).toEqual({ heads: [], inclusive: false });
  });

  it('refuse to be inclusive and exclusive at once', () => {
    const rates = [rate('A', '5', 'XX', { inclusive: true }), rate('B', '5', 'XX')];
    expect(() => resolveTaxRates(rates, { country: 'XX' })).toThrow(
      expect.objectContaining({ code: 'invalid_state' }),
    );
  });
});

describe('the tax of a supply', () => {
  it('is GST for an Indian seller', () => {
    const seller = { country: 'IN', gstin: '27AAPFU0939F1ZV', gstInclusive: true };
    expect(resolveTax(seller, { country: 'IN', state: 'Goa' })).toEqual({
      heads: [{ name: 'IGST', percent: '18' }],
      inclusive: true,
      documentTitle: 'Tax Invoice',
      placeOfSupply: { code: '30', name: 'Goa' },
      note: null,
    });
    expect(resolveTax(seller, { country: 'US' }).inclusive).toBe(false);
  });

  it('is the named rates for any other, at home without an address', () => {
    const seller = { country: 'DE', gstin: null, rates: [rate('VAT', '19', 'DE')] };
    expect(resolveTax(seller, { country: null })).toEqual({
      heads: [{ name: 'VAT', percent: '19' }],
      inclusive: false,
      documentTitle: 'Invoice',
      placeOfSupply: null,
      note: null,
    });
    expect(resolveTax({ country: 'US', gstin: null }, { country: 'US' }).heads).toEqual([]);
  });
});

describe('a seller in the EU', () => {
  const seller = {
    country: 'DE',
    gstin: null,
    taxId: 'DE123456789',
    rates: [rate('MwSt', '19', 'DE'), rate('TVA', '20', 'FR')],
  };
  const headsFor = (buyer: { country: string; taxId?: string }, more = {}) =>
    resolveTax({ ...seller, ...more }, buyer).heads.map(({ name }) => name);

  it('leaves the VAT to a business of another member state, and says so', () => {
    const { heads, note } = resolveTax(seller, { country: 'FR', taxId: 'FR40303265045' });
    expect(heads).toEqual([]);
    expect(note).toContain('Reverse charge');
    expect(resolveTax(seller, { country: 'GR', taxId: 'EL 094 014 201' }).note).toContain('Article 196');
  });

  it('charges consumers there, businesses at home, and those whose number is of another form', () => {
    expect(headsFor({ country: 'FR' })).toEqual(['TVA']);
    expect(headsFor({ country: 'DE', taxId: 'DE129273398' })).toEqual(['MwSt']);
    expect(headsFor({ country: 'FR', taxId: 'DE129273398' })).toEqual(['TVA']);
    expect(headsFor({ country: 'FR', taxId: 'FR1' })).toEqual(['TVA']);
    expect(headsFor({ country: 'FR', taxId: 'FR40303265045' }, { euReverseCharge: false })).toEqual(['TVA']);
    expect(
      resolveTax({ ...seller, country: 'GB' }, { country: 'FR', taxId: 'FR40303265045' }).note,
    ).toBeNull();
  });
});

describe('elsewhere', () => {
  it('a holder of a certificate is exempt, and the invoice says why', () => {
    const seller = { country: 'US', gstin: null, rates: [rate('Sales tax', '6.25', 'US', { state: 'MA' })] };
    const buyer = { country: 'US', state: 'MA' };
    expect(resolveTax(seller, buyer).heads).toEqual([{ name: 'Sales tax', percent: '6.25' }]);
    expect(resolveTax(seller, { ...buyer, isExempt: true })).toMatchObject({
      heads: [],
      note: 'Exempt from tax by the customer’s certificate.',
    });
  });

  it('a registered seller’s document is titled as its country wants it', () => {
    const rates = [rate('GST', '10', 'AU', { inclusive: true })];
    expect(
      resolveTax({ country: 'AU', gstin: null, taxId: '51 824 753 556', rates }, { country: 'AU' }),
    ).toMatchObject({
      documentTitle: 'Tax Invoice',
      inclusive: true,
    });
    expect(resolveTax({ country: 'AU', gstin: null, rates }, { country: 'AU' }).documentTitle).toBe(
      'Invoice',
    );
  });
});
