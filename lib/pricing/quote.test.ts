import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPrice, decimalText, quantityText } from './arbitraries';
import { quote } from './quote';
import { type QuoteRequestInput, quoteRequestSchema, quoteResponseSchema } from './quote-schemas';
import type { PriceInput } from './schemas';

const ask = (request: QuoteRequestInput) => quote(quoteRequestSchema.parse(request));
const standard = (unitPrice: string, included?: string) => ({
  model: 'standard' as const,
  unitPrice,
  included,
});

describe('the four plans of a typical provider', () => {
  it.each([
    ['Starter', '49', '50000', '0.001', '50000', 4900],
    ['Starter', '49', '50000', '0.001', '150000', 14900],
    ['Professional', '199', '500000', '0.0005', '500001', 19900],
    ['Professional', '199', '500000', '0.0005', '1500000', 69900],
    ['Enterprise', '999', '5000000', '0.0002', '15000000', 299900],
  ])(
    '%s (%s, %s included, then %s) costs for %s calls %i',
    (_, base, included, unitPrice, quantity, total) => {
      const result = ask({
        currency: 'USD',
        charges: [{ price: standard(unitPrice, included), quantity }],
        fees: [{ description: 'Base', amount: base }],
      });
      expect(result.total).toBe(total);
    },
  );

  it('and ₹1 per 1,000 calls', () => {
    const price = { model: 'package' as const, packageSize: '1000', packagePrice: '1' };
    expect(ask({ currency: 'INR', charges: [{ price, quantity: '1500001' }] }).total).toBe(150100);
  });
});

describe('the order of a quote', () => {
  it('is lines, minimum, coupons, taxes, credit notes, prepaid credits', () => {
    const result = ask({
      currency: 'INR',
      charges: [
        { price: { ...standard('0.001'), meter: 'calls' }, quantity: '150000', billedQuantity: '50000' },
      ],
      fees: [{ description: 'Base', amount: '499.00' }],
      minimumSpend: '700',
      coupons: [
        { kind: 'fixed', amount: '100' },
        { kind: 'percent', percent: '20' },
      ],
      taxes: [
        { name: 'CGST', percent: '9' },
        { name: 'SGST', percent: '9' },
      ],
      creditNotes: '100',
      prepaidCredits: '66.40',
    });
    expect(result).toEqual({
      lines: [
        {
          kind: 'usage',
          description: 'calls',
          quantity: '100000',
          unitPrice: '0.001',
          exact: '100',
          amount: 10000,
        },
        { kind: 'base', description: 'Base', quantity: '1', unitPrice: '499', exact: '499', amount: 49900 },
        {
          kind: 'minimum',
          description: 'Minimum spend',
          quantity: '1',
          unitPrice: '101',
          exact: '101',
          amount: 10100,
        },
      ],
      subtotal: 70000,
      discount: 22000,
      taxable: 48000,
      taxes: [
        { name: 'CGST', percent: '9', base: 48000, amount: 4320 },
        { name: 'SGST', percent: '9', base: 48000, amount: 4320 },
      ],
      total: 56640,
      creditNotesApplied: 10000,
      creditsApplied: 6640,
      amountDue: 40000,
    });
  });

  it('caps a charge before the discount, not after it', () => {
    const price = { ...standard('1'), maximumSpend: '500' };
    const result = ask({
      currency: 'INR',
      charges: [{ price, quantity: '1000' }],
      coupons: [{ kind: 'percent', percent: '20' }],
    });
    expect(result).toMatchObject({ subtotal: 50000, discount: 10000, total: 40000 });
  });

  it('takes refunds as negative fees', () => {
    const result = ask({ currency: 'INR', fees: [{ description: 'Refund', amount: '-12.345' }] });
    expect(result).toMatchObject({ subtotal: -1235, total: -1235, amountDue: -1235 });
  });

  it('of nothing is nothing', () => {
    expect(ask({ currency: 'INR' })).toMatchObject({ lines: [], subtotal: 0, total: 0, amountDue: 0 });
  });

  it.each([
    ['JPY', 2],
    ['INR', 150],
    ['KWD', 1500],
  ])('rounds in %s to %i minor units', (currency, amount) => {
    expect(ask({ currency, charges: [{ price: standard('1.5'), quantity: '1' }] }).total).toBe(amount);
  });
});

describe('what was billed before', () => {
  const flat = {
    model: 'graduated' as const,
    tiers: [
      { upTo: '1000', unitPrice: '0.01', flatFee: '5' },
      { upTo: null, unitPrice: '0.001', flatFee: '10' },
    ],
  };
  const total = (price: PriceInput, quantity: string, billedQuantity?: string) =>
    ask({ currency: 'INR', charges: [{ price, quantity, billedQuantity }] }).total;

  it('is nothing at zero, as when it is left out', () => {
    expect(total(flat, '0', '0')).toBe(500);
    expect(total(flat, '100', '0')).toBe(total(flat, '100'));
    expect(total({ ...standard('1'), minimumSpend: '10' }, '2', '0')).toBe(1000);
    const fees = { model: 'percentage' as const, ratePercent: '1', fixedFee: '0.10' };
    const charge = { price: fees, quantity: '100', billedQuantity: '0', eventCount: 3, billedEventCount: 0 };
    expect(ask({ currency: 'INR', charges: [charge] }).total).toBe(130);
    expect(ask({ currency: 'INR', charges: [{ ...charge, billedEventCount: 1 }] }).total).toBe(120);
  });

  it('leaves a rest: slices that start at zero sum to the whole', () => {
    fc.assert(
      fc.property(
        anyPrice,
        fc.integer({ max: 9000, min: 0 }),
        fc.integer({ max: 9000, min: 0 }),
        (price, a, b) => {
          const [part, whole] = [String(a), String(a + b)];
          const rest = a === 0 ? 0 : total(price, whole, part);
          const first = total(price, a === 0 ? whole : part, '0');
          expect(first + rest).toBe(total(price, whole));
        },
      ),
    );
  });
});

describe('amounts that JSON cannot carry', () => {
  it('are refused and named', () => {
    const request = (unitPrice: string) =>
      ask({ currency: 'INR', charges: [{ price: standard(unitPrice), quantity: '1000000000000000' }] });
    expect(request('0.09').total).toBe(9000000000000000);
    expect(() => request('0.1')).toThrow(
      expect.objectContaining({
        status: 422,
        fields: [expect.objectContaining({ path: 'charges[0]', code: 'amount_too_large' })],
      }),
    );
    expect(() =>
      ask({ currency: 'INR', fees: [{ description: 'Much', amount: '99999999999999999' }] }),
    ).toThrow(expect.objectContaining({ status: 422 }));
  });
});

describe('every quote', () => {
  it('answers the contract: lines sum to the subtotal, and each step to the next', () => {
    const charge = fc.record(
      { price: anyPrice, quantity: decimalText(5000, 2), billedQuantity: quantityText },
      { requiredKeys: ['price', 'quantity'] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('JPY', 'INR', 'KWD'),
        fc.array(charge, { maxLength: 4 }),
        fc.array(decimalText(900, 3), { maxLength: 2 }),
        decimalText(2000, 2),
        fc.boolean(),
        (currency, charges, fees, minimumSpend, taxInclusive) => {
          // A quantity of 10^15 is for the exact tests: its amounts need not fit into JSON.
          const small = charges.filter(({ billedQuantity }) => (billedQuantity?.length ?? 0) < 12);
          const result = ask({
            currency,
            charges: small,
            fees: fees.map((amount) => ({ description: 'Fee', amount })),
            minimumSpend,
            coupons: [{ kind: 'percent', percent: '12.5' }],
            taxes: [{ name: 'VAT', percent: '19' }],
            taxInclusive,
            creditNotes: '3',
            prepaidCredits: '5.55',
          });
          quoteResponseSchema.parse(result);
          expect(result.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(result.subtotal);
          expect(result.taxable + result.taxes.reduce((sum, { amount }) => sum + amount, 0)).toBe(
            result.total,
          );
          expect(result.total - result.creditNotesApplied - result.creditsApplied).toBe(result.amountDue);
          expect(result.amountDue).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
