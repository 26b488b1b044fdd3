import { describe, expect, it } from 'vitest';
import { exactTotal, rateCharge } from './rate';
import { type PriceInput, priceSchema } from './schemas';

const rate = (price: PriceInput, quantity: string, currency = 'INR') =>
  rateCharge(priceSchema.parse(price), { quantity }, currency);
const exactOf = (price: PriceInput, quantity: string) => rate(price, quantity).exact;

const GRADUATED: PriceInput = {
  model: 'graduated',
  tiers: [
    { upTo: '1000', unitPrice: '0.01', flatFee: '5' },
    { upTo: '10000', unitPrice: '0.005', flatFee: '2' },
    { upTo: null, unitPrice: '0.001', flatFee: '10' },
  ],
};
const VOLUME: PriceInput = { ...GRADUATED, model: 'volume' };

describe('standard', () => {
  it.each([
    ['0', '0'],
    ['1', '0.0005'],
    ['1.5', '0.00075'],
    ['1000000000000000', '500000000000'],
    ['999999999999999', '499999999999.9995'],
  ])('%s units cost exactly %s', (quantity, exact) => {
    expect(exactOf({ model: 'standard', unitPrice: '0.0005' }, quantity)).toBe(exact);
  });

  it('stays exact at 10^15 units and prices of 12 decimals', () => {
    const charge = rate({ model: 'standard', unitPrice: '0.000000000001' }, '1000000000000001');
    expect(charge.exact).toBe('1000.000000000001');
    expect(charge.amountMinor).toBe(100000n);
    const dear = rate({ model: 'standard', unitPrice: '12345.678901234567' }, '1000000000000000');
    expect(dear.exact).toBe('12345678901234567000');
  });
});

describe('included units', () => {
  it.each([
    ['0', '0'],
    ['1', '0'],
    ['49999', '0'],
    ['50000', '0'],
    ['50001', '0.001'],
    ['150000', '100'],
  ])('of 50000: %s units cost %s', (quantity, exact) => {
    expect(exactOf({ model: 'standard', included: '50000', unitPrice: '0.001' }, quantity)).toBe(exact);
  });

  it('are free before any other rule: tiers count from what is left', () => {
    expect(exactOf({ ...GRADUATED, included: '1000' }, '2000')).toBe('15');
    expect(exactOf({ ...GRADUATED, included: '1000' }, '2001')).toBe('17.005');
  });

  it('are named on the line', () => {
    const charge = rate({ model: 'standard', included: '50000', unitPrice: '0.001' }, '150000');
    expect(charge.lines).toEqual([
      {
        kind: 'usage',
        description: 'calls, 50000 included',
        meter: 'calls',
        quantity: '100000',
        unitPrice: '0.001',
        exact: '100',
        amountMinor: 10000n,
      },
    ]);
    expect(charge).toMatchObject({ includedUsed: '50000', pricedQuantity: '100000', billedQuantity: null });
  });
});

describe('graduated', () => {
  it.each([
    ['0', '5'],
    ['1', '5.01'],
    ['999', '14.99'],
    ['1000', '15'],
    ['1000.5', '17.0025'],
    ['1001', '17.005'],
    ['9999', '61.995'],
    ['10000', '62'],
    ['10000.000001', '72.000000001'],
    ['10001', '72.001'],
    ['1000000000000000', '1000000000062'],
  ])('%s units cost exactly %s', (quantity, exact) => {
    expect(exactOf(GRADUATED, quantity)).toBe(exact);
  });

  it('explains every tier that was entered, and its flat fee', () => {
    const { lines } = rate(GRADUATED, '1500');
    expect(
      lines.map(({ description, quantity, unitPrice, exact }) => [description, quantity, unitPrice, exact]),
    ).toEqual([
      ['calls, tier 1 (0 to 1000)', '1000', '0.01', '10'],
      ['calls, tier 1 (0 to 1000), flat fee', '1', '5', '5'],
      ['calls, tier 2 (1000 to 10000)', '500', '0.005', '2.5'],
      ['calls, tier 2 (1000 to 10000), flat fee', '1', '2', '2'],
    ]);
    expect(lines[2]?.tier).toEqual({ number: 2, from: '1000', upTo: '10000' });
  });
});

describe('volume', () => {
  it.each([
    ['0', '5'],
    ['1', '5.01'],
    ['1000', '15'],
    ['1000.5', '7.0025'],
    ['1001', '7.005'],
    ['10000', '52'],
    ['10001', '20.001'],
    ['1000000000000000', '1000000000010'],
  ])('%s units cost exactly %s', (quantity, exact) => {
    expect(exactOf(VOLUME, quantity)).toBe(exact);
  });

  it('may fall where a tier begins, alone of all models', () => {
    const before = exactTotal(priceSchema.parse(VOLUME), '1000');
    const after = exactTotal(priceSchema.parse(VOLUME), '1001');
    expect(after.lt(before)).toBe(true);
  });
});

describe('package', () => {
  it.each([
    ['0', '0'],
    ['0.001', '1'],
    ['1', '1'],
    ['999', '1'],
    ['1000', '1'],
    ['1000.0001', '2'],
    ['1001', '2'],
    ['1000000000000001', '1000000000001'],
  ])('%s units start packages for %s', (quantity, exact) => {
    expect(exactOf({ model: 'package', packageSize: '1000', packagePrice: '1' }, quantity)).toBe(exact);
  });
});

describe('percentage', () => {
  const price = priceSchema.parse({ model: 'percentage', ratePercent: '1.3', fixedFee: '0.10' });

  it.each([
    ['0', 0, '0'],
    ['1000', 0, '13'],
    ['1000', 3, '13.3'],
    ['0', '2', '0.2'],
    ['0.01', 1, '0.10013'],
  ])('of %s in %s events is %s', (quantity, eventCount, exact) => {
    expect(rateCharge(price, { quantity, eventCount }, 'INR').exact).toBe(exact);
  });

  it('frees included amounts of the percentage, not of the fee per event', () => {
    const included = priceSchema.parse({ ...price, included: '1000' });
    expect(rateCharge(included, { quantity: '900', eventCount: 2 }, 'INR').exact).toBe('0.2');
  });

  it('subtracts the events already billed with the quantity already billed', () => {
    const quantities = { quantity: '300', eventCount: 3, billedQuantity: '100', billedEventCount: 1 };
    const charge = rateCharge(price, quantities, 'INR');
    expect(charge.exact).toBe('2.8');
    expect(charge.lines.map(({ quantity }) => quantity)).toEqual(['200', '2']);
  });
});

describe('conversion', () => {
  const convert = (round: 'up' | 'down' | 'half_up' | 'none', precision = 0): PriceInput => ({
    model: 'standard',
    unitPrice: '3',
    convert: { operation: 'divide', factor: '1000', round, precision },
  });

  it.each([
    [convert('up'), '1', '3'],
    [convert('up'), '1000', '3'],
    [convert('up'), '1001', '6'],
    [convert('down'), '1999', '3'],
    [convert('half_up'), '1499', '3'],
    [convert('half_up'), '1500', '6'],
    [convert('none'), '1500', '4.5'],
    [convert('up', 1), '1410', '4.5'],
  ])('%#: divides and rounds', (price, quantity, exact) => {
    expect(exactOf(price, quantity)).toBe(exact);
  });

  it('multiplies, and happens after the included units and before the tiers', () => {
    const price: PriceInput = {
      ...GRADUATED,
      included: '100',
      convert: { operation: 'multiply', factor: '10' },
    };
    expect(exactOf(price, '200')).toBe('15');
    expect(exactOf(price, '201')).toBe('17.05');
  });

  it('rounds an exact half after an endless quotient upwards', () => {
    const price: PriceInput = {
      model: 'standard',
      unitPrice: '0.015',
      convert: { operation: 'divide', factor: '3' },
    };
    expect(rate(price, '1')).toMatchObject({ exact: '0.005', amountMinor: 1n });
  });
});

describe('minimum and maximum spend', () => {
  const bounded: PriceInput = {
    model: 'standard',
    unitPrice: '1',
    minimumSpend: '10',
    maximumSpend: '500',
  };

  it.each([
    ['0', 1000n],
    ['9', 1000n],
    ['10', 1000n],
    ['11', 1100n],
    ['499', 49900n],
    ['500', 50000n],
    ['501', 50000n],
    ['1000000000000000', 50000n],
  ])('bound %s units to %s', (quantity, amount) => {
    expect(rate(bounded, quantity).amountMinor).toBe(amount);
  });

  it('are lines of their own beside the usage that they correct', () => {
    expect(rate(bounded, '4').lines.map(({ kind, exact }) => [kind, exact])).toEqual([
      ['usage', '4'],
      ['minimum', '6'],
    ]);
    expect(rate(bounded, '700').lines.map(({ kind, exact }) => [kind, exact])).toEqual([
      ['usage', '700'],
      ['usage', '-200'],
    ]);
    expect(rate(bounded, '0').lines.map(({ kind, exact }) => [kind, exact])).toEqual([
      ['usage', '0'],
      ['minimum', '10'],
    ]);
  });
});

describe('rounding of a charge', () => {
  it.each([
    ['0.005', 'INR', 1n],
    ['0.0049999999', 'INR', 0n],
    ['0.015', 'INR', 2n],
    ['0.5', 'JPY', 1n],
    ['1.5', 'JPY', 2n],
    ['0.0005', 'KWD', 1n],
    ['2.675', 'INR', 268n],
    ['1.005', 'INR', 101n],
  ])('of exactly %s %s gives %s: halves go away from zero', (unitPrice, currency, amount) => {
    expect(rate({ model: 'standard', unitPrice }, '1', currency).amountMinor).toBe(amount);
  });

  it('happens once: tiers of a third of a unit each sum to the rounded whole', () => {
    const thirds: PriceInput = {
      model: 'graduated',
      tiers: ['1', '2', '3', null].map((upTo) => ({ upTo, unitPrice: '0.004' })),
    };
    const charge = rate(thirds, '3');
    expect(charge).toMatchObject({ exact: '0.012', amountMinor: 1n });
    expect(charge.lines.map(({ amountMinor }) => amountMinor)).toEqual([1n, 0n, 0n]);
  });
});

describe('refusals', () => {
  const price = priceSchema.parse({ model: 'standard', unitPrice: '1' });
  it.each([
    [{ quantity: '-1' }, 'quantity'],
    [{ quantity: '1e3' }, 'quantity'],
    [{ quantity: '1', billedQuantity: '-1' }, 'billedQuantity'],
    [{ quantity: '1', eventCount: '1.5' }, 'eventCount'],
    [{ quantity: '1', eventCount: -1 }, 'eventCount'],
  ])('%j names %s', (quantities, path) => {
    expect(() => rateCharge(price, quantities, 'INR')).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path })] }),
    );
  });
});
