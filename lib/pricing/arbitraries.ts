import fc from 'fast-check';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import { type Price, type PriceInput, priceSchema } from './schemas';

/* Random prices for the property tests: small bounds, so that quantities land on them and beside them. */

/** A decimal string of 0 to `max` with up to `places` digits after the point. */
export function decimalText(max: number, places: number): fc.Arbitrary<string> {
  const scale = 10 ** places;
  return fc
    .integer({ min: 0, max: max * scale })
    .map((scaled) => formatDecimal(decimal(scaled).div(decimal(scale))));
}

const rate = decimalText(3, 6);
const flatFee = decimalText(20, 3);

/** Units with halves and quarters, often whole. */
export const quantityText = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map(String),
  decimalText(60, 2),
  fc.constantFrom('0', '1', '10', '10.000001', '9.999999', '1000000000000000'),
);

const tiersArbitrary = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 0, maxLength: 4 }),
    fc.array(fc.record({ unitPrice: rate, flatFee }), { minLength: 5, maxLength: 5 }),
  )
  .map(([bounds, prices]) =>
    [...bounds.sort((left, right) => left - right).map(String), null].map((upTo, index) => ({
      upTo,
      unitPrice: prices[index]?.unitPrice ?? '0',
      flatFee: prices[index]?.flatFee ?? '0',
    })),
  );

const convertArbitrary = fc.record({
  operation: fc.constantFrom('divide' as const, 'multiply' as const),
  factor: fc.constantFrom('2', '3', '10', '0.5', '1000'),
  round: fc.constantFrom('up' as const, 'down' as const, 'half_up' as const, 'none' as const),
  precision: fc.constantFrom(0, 2),
});

const commonArbitrary = fc.record(
  {
    meter: fc.constant('calls'),
    included: fc.constantFrom('0', '5', '10.5', '30'),
    convert: convertArbitrary,
    minimumSpend: decimalText(15, 3),
    maximumSpend: decimalText(60, 3).map((text) => formatDecimal(decimal(text).plus(decimal(15)))),
  },
  { requiredKeys: ['meter'] },
);

const modelArbitraries = {
  standard: fc.record({ model: fc.constant('standard' as const), unitPrice: rate }),
  graduated: fc.record({ model: fc.constant('graduated' as const), tiers: tiersArbitrary }),
  volume: fc.record({ model: fc.constant('volume' as const), tiers: tiersArbitrary }),
  package: fc.record({
    model: fc.constant('package' as const),
    packageSize: fc.constantFrom('1', '7', '10', '0.5'),
    packagePrice: rate,
  }),
  percentage: fc.record({
    model: fc.constant('percentage' as const),
    ratePercent: rate,
    fixedFee: decimalText(1, 3),
  }),
};

/** A valid price of any of the models. */
export function priceOf(...models: Price['model'][]): fc.Arbitrary<Price> {
  return fc
    .tuple(commonArbitrary, fc.oneof(...models.map((model) => modelArbitraries[model])))
    .map(([common, model]) => priceSchema.parse({ ...common, ...model } as PriceInput));
}

export const anyPrice = priceOf('standard', 'graduated', 'volume', 'package', 'percentage');
