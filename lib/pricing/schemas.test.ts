import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { quoteRequestSchema, quoteResponseSchema } from './quote-schemas';
import { priceSchema } from './schemas';

const TIER = { upTo: null, unitPrice: '1' };

/** The paths that a price is refused for, with the names of unknown fields appended. */
function refusedPaths(price: unknown): string[] {
  const { error } = priceSchema.safeParse(price);
  return (error?.issues ?? []).flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [path];
    return issue.keys.map((key) => (path ? `${path}.${key}` : key));
  });
}

describe('a price', () => {
  it.each([
    [{ model: 'standard', unitPrice: '0.001', included: '50000', meter: 'calls' }],
    [{ model: 'graduated', tiers: [{ upTo: '1000', unitPrice: '0', flatFee: '0' }, TIER] }],
    [{ model: 'volume', tiers: [TIER] }],
    [{ model: 'package', packageSize: '1000', packagePrice: '1' }],
    [{ model: 'percentage', ratePercent: '1.3', fixedFee: '0.10' }],
    [
      {
        model: 'standard',
        unitPrice: '1',
        convert: { operation: 'divide', factor: '1000', round: 'up', precision: 0 },
      },
    ],
    [{ model: 'standard', unitPrice: '1', minimumSpend: '10', maximumSpend: '10' }],
  ])('is accepted: %j', (price) => {
    expect(refusedPaths(price)).toEqual([]);
  });

  it('belongs to the meter `calls` unless it says otherwise', () => {
    expect(priceSchema.parse({ model: 'standard', unitPrice: '1' }).meter).toBe('calls');
  });

  it.each([
    [{}, ['model']],
    [{ model: 'tiered' }, ['model']],
    [{ model: 'standard' }, ['unitPrice']],
    [{ model: 'standard', unitPrice: '-1' }, ['unitPrice']],
    [{ model: 'standard', unitPrice: 0.1 }, ['unitPrice']],
    [{ model: 'standard', unitPrice: '1e3' }, ['unitPrice']],
    [{ model: 'standard', unitPrice: 'NaN' }, ['unitPrice']],
    [{ model: 'standard', unitPrice: '1', tiers: [TIER] }, ['tiers']],
    [{ model: 'standard', unitPrice: '1', unknown: 1 }, ['unknown']],
    [{ model: 'graduated' }, ['tiers']],
    [{ model: 'graduated', tiers: [] }, ['tiers']],
    [{ model: 'graduated', tiers: [TIER], unitPrice: '1' }, ['unitPrice']],
    [{ model: 'graduated', tiers: [{ upTo: '5', unitPrice: '1' }] }, ['tiers.0.upTo']],
    [{ model: 'graduated', tiers: [TIER, TIER] }, ['tiers.0.upTo']],
    [{ model: 'graduated', tiers: [{ upTo: '0', unitPrice: '1' }, TIER] }, ['tiers.0.upTo']],
    [{ model: 'graduated', tiers: [{ upTo: 'many', unitPrice: '1' }, TIER] }, ['tiers.0.upTo']],
    [
      { model: 'volume', tiers: [{ upTo: '5', unitPrice: '1' }, { upTo: '5.0', unitPrice: '1' }, TIER] },
      ['tiers.1.upTo'],
    ],
    [
      { model: 'volume', tiers: [{ upTo: '50', unitPrice: '1' }, { upTo: '9', unitPrice: '1' }, TIER] },
      ['tiers.1.upTo'],
    ],
    [{ model: 'volume', tiers: [{ upTo: null, unitPrice: '1', flatFee: '-1' }] }, ['tiers.0.flatFee']],
    [{ model: 'volume', tiers: [{ upTo: null }] }, ['tiers.0.unitPrice']],
    [{ model: 'volume', tiers: [{ ...TIER, name: 'x' }] }, ['tiers.0.name']],
    [{ model: 'package', packageSize: '0', packagePrice: '1' }, ['packageSize']],
    [{ model: 'package', packageSize: '10' }, ['packagePrice']],
    [{ model: 'percentage' }, ['ratePercent']],
    [{ model: 'percentage', ratePercent: '1', packageSize: '1' }, ['packageSize']],
    [
      { model: 'standard', unitPrice: '1', convert: { operation: 'divide', factor: '0' } },
      ['convert.factor'],
    ],
    [
      { model: 'standard', unitPrice: '1', convert: { operation: 'add', factor: '1' } },
      ['convert.operation'],
    ],
    [
      { model: 'standard', unitPrice: '1', convert: { operation: 'divide', factor: '1', precision: 1.5 } },
      ['convert.precision'],
    ],
    [{ model: 'standard', unitPrice: '1', minimumSpend: '10', maximumSpend: '9.99' }, ['maximumSpend']],
    [{ model: 'standard', unitPrice: '1', minimumSpend: 'x', maximumSpend: '9' }, ['minimumSpend']],
  ])('is refused by the exact path: %j at %j', (price, paths) => {
    expect(refusedPaths(price)).toEqual(paths);
  });
});

describe('a quote request', () => {
  const pathsOf = (request: unknown) =>
    quoteRequestSchema.safeParse(request).error?.issues.map(({ path }) => path.join('.')) ?? [];
  const price = { model: 'standard', unitPrice: '1' };

  it.each([
    [{}, ['currency']],
    [{ currency: 'XXX' }, ['currency']],
    [{ currency: 'INR', charges: [{ price }] }, ['charges.0.quantity']],
    [{ currency: 'INR', charges: [{ price, quantity: '-1' }] }, ['charges.0.quantity']],
    [{ currency: 'INR', charges: [{ price, quantity: 5 }] }, ['charges.0.quantity']],
    [
      { currency: 'INR', charges: [{ price: { model: 'standard' }, quantity: '1' }] },
      ['charges.0.price.unitPrice'],
    ],
    [
      { currency: 'INR', charges: [{ price, quantity: '1', billedEventCount: 1 }] },
      ['charges.0.billedEventCount'],
    ],
    [{ currency: 'INR', coupons: [{ kind: 'percent', percent: '100.1' }] }, ['coupons.0.percent']],
    [{ currency: 'INR', coupons: [{ kind: 'percent', amount: '1' }] }, ['coupons.0.percent', 'coupons.0']],
    [{ currency: 'INR', coupons: [{ kind: 'fixed', amount: '-1' }] }, ['coupons.0.amount']],
    [{ currency: 'INR', taxes: [{ name: 'CGST', percent: '-9' }] }, ['taxes.0.percent']],
    [{ currency: 'INR', creditNotes: '-1' }, ['creditNotes']],
    [{ currency: 'INR', fees: [{ description: 'Base', amount: 'free' }] }, ['fees.0.amount']],
    [{ currency: 'INR', surprise: true }, ['']],
  ])('is refused by the exact path: %j at %j', (request, paths) => {
    expect(pathsOf(request)).toEqual(paths);
  });

  it('takes the count of events as a whole number or its text', () => {
    expect(pathsOf({ currency: 'INR', charges: [{ price, quantity: '1', eventCount: 3 }] })).toEqual([]);
    expect(pathsOf({ currency: 'INR', charges: [{ price, quantity: '1', eventCount: '3' }] })).toEqual([]);
    expect(pathsOf({ currency: 'INR', charges: [{ price, quantity: '1', eventCount: '1.5' }] })).toHaveLength(
      1,
    );
  });
});

describe('the OpenAPI schemas', () => {
  it('can be written as JSON Schema, with descriptions and examples', () => {
    const request = JSON.stringify(z.toJSONSchema(quoteRequestSchema, { io: 'input' }));
    expect(request).toContain('"#/$defs/Price"');
    expect(request).toContain('started package');
    expect(JSON.stringify(z.toJSONSchema(quoteResponseSchema))).toContain('creditNotesApplied');
  });
});
