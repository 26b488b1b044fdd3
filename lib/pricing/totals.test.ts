import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumMinor } from '@/lib/core/money';
import type { Coupon, TaxHead } from './schemas';
import { computeTotals, minimumTrueUp, type TotalsInput } from './totals';

const CGST: TaxHead = { name: 'CGST', percent: '9' };
const SGST: TaxHead = { name: 'SGST', percent: '9' };
const totals = (amounts: bigint[], rest: Partial<TotalsInput> = {}) =>
  computeTotals({ currency: 'INR', lines: amounts.map((amountMinor) => ({ amountMinor })), ...rest });
const fixed = (amount: string): Coupon => ({ kind: 'fixed', amount });
const percent = (value: string): Coupon => ({ kind: 'percent', percent: value });

describe('coupons', () => {
  it.each<[string, Coupon[], bigint[]]>([
    ['fixed, then per cent of what is left', [fixed('10'), percent('20')], [1000n, 1800n]],
    ['per cent, then fixed', [percent('20'), fixed('10')], [2000n, 1000n]],
    ['each per cent on what is left', [percent('50'), percent('50')], [5000n, 2500n]],
    ['a fixed one never takes more than there is', [fixed('70'), fixed('70')], [7000n, 3000n]],
    ['nothing is left after a full discount', [percent('100'), fixed('1')], [10000n, 0n]],
    ['a half rounds up', [percent('33.335')], [3334n]],
    ['zero takes nothing', [percent('0'), fixed('0')], [0n, 0n]],
  ])('%s', (_, coupons, taken) => {
    expect(totals([10000n], { coupons }).couponDiscountsMinor).toEqual(taken);
  });

  it('leave a negative subtotal alone', () => {
    expect(totals([-500n], { coupons: [fixed('10'), percent('50')] })).toMatchObject({
      discountMinor: 0n,
      totalMinor: -500n,
    });
  });

  it('are spread over the lines so that the parts sum to the whole', () => {
    const { lineDiscountsMinor, discountMinor } = totals([3333n, 3333n, 3334n], { coupons: [fixed('10')] });
    expect(lineDiscountsMinor).toEqual([333n, 333n, 334n]);
    expect(sumMinor(lineDiscountsMinor)).toBe(discountMinor);
  });
});

describe('taxes on top', () => {
  it('are computed per head on the discounted base, each rounded once', () => {
    const { taxes, taxableMinor, totalMinor } = totals([10050n], {
      taxes: [CGST, SGST],
      coupons: [fixed('0.50')],
    });
    expect(taxableMinor).toBe(10000n);
    expect(taxes).toEqual([
      { ...CGST, baseMinor: 10000n, amountMinor: 900n },
      { ...SGST, baseMinor: 10000n, amountMinor: 900n },
    ]);
    expect(totalMinor).toBe(11800n);
  });

  it('round the sum of the lines and not each line', () => {
    expect(totals([5n, 5n, 5n], { taxes: [{ name: 'VAT', percent: '10' }] }).taxes[0]?.amountMinor).toBe(2n);
  });

  it('spread a coupon over lines of different rates before each is taxed', () => {
    const reduced: TaxHead = { name: 'IGST', percent: '5' };
    const full: TaxHead = { name: 'IGST', percent: '18' };
    const result = computeTotals({
      currency: 'INR',
      lines: [
        { amountMinor: 10000n, taxes: [full] },
        { amountMinor: 5000n, taxes: [reduced] },
        { amountMinor: 1n, taxes: [] },
      ],
      coupons: [fixed('50')],
    });
    expect(sumMinor(result.lineDiscountsMinor)).toBe(5000n);
    expect(result.taxes).toEqual([
      { ...full, baseMinor: 6667n, amountMinor: 1200n },
      { ...reduced, baseMinor: 3333n, amountMinor: 167n },
    ]);
    expect(result.totalMinor).toBe(10001n + 1200n + 167n);
  });

  it('reverse the tax of refunds', () => {
    const result = totals([-1000n], { taxes: [CGST] });
    expect(result).toMatchObject({ totalMinor: -1090n, amountDueMinor: -1090n });
  });

  it('keep the same head listed twice as two', () => {
    expect(totals([1000n], { taxes: [CGST, CGST] }).taxes.map(({ amountMinor }) => amountMinor)).toEqual([
      90n,
      90n,
    ]);
  });

  it('list a head of zero, and every common head when there are no lines', () => {
    expect(totals([], { taxes: [CGST] }).taxes).toEqual([{ ...CGST, baseMinor: 0n, amountMinor: 0n }]);
    expect(totals([100n], { taxes: [{ name: 'IGST', percent: '0' }] }).totalMinor).toBe(100n);
  });
});

describe('taxes included', () => {
  it('are taken out of the amounts, and the total stays the gross', () => {
    const result = totals([11800n], { taxes: [CGST, SGST], taxInclusive: true });
    expect(result).toMatchObject({ subtotalMinor: 11800n, taxableMinor: 10000n, totalMinor: 11800n });
    expect(result.taxes.map(({ baseMinor, amountMinor }) => [baseMinor, amountMinor])).toEqual([
      [10000n, 900n],
      [10000n, 900n],
    ]);
  });

  it('keep equal heads equal where the gross does not divide', () => {
    const result = totals([10000n], { taxes: [CGST, SGST], taxInclusive: true });
    expect(result.taxes.map(({ amountMinor }) => amountMinor)).toEqual([763n, 763n]);
    expect(result).toMatchObject({ taxableMinor: 8474n, totalMinor: 10000n });
  });

  it('follow the discount', () => {
    const result = totals([11800n], {
      taxes: [{ name: 'VAT', percent: '18' }],
      taxInclusive: true,
      coupons: [percent('50')],
    });
    expect(result).toMatchObject({ discountMinor: 5900n, taxableMinor: 5000n, totalMinor: 5900n });
  });

  it('separate lines of different rates', () => {
    const result = computeTotals({
      currency: 'EUR',
      taxInclusive: true,
      lines: [
        { amountMinor: 12000n, taxes: [{ name: 'VAT', percent: '20' }] },
        { amountMinor: 10500n, taxes: [{ name: 'VAT', percent: '5' }] },
        { amountMinor: 700n, taxes: [] },
      ],
    });
    expect(result.taxes.map(({ baseMinor, amountMinor }) => [baseMinor, amountMinor])).toEqual([
      [10000n, 2000n],
      [10000n, 500n],
    ]);
    expect(result).toMatchObject({ taxableMinor: 20700n, totalMinor: 23200n });
  });
});

describe('credits', () => {
  it.each([
    [0n, 0n, 0n, 0n, 11800n],
    [1800n, 0n, 1800n, 0n, 10000n],
    [1800n, 5000n, 1800n, 5000n, 5000n],
    [1800n, 99999n, 1800n, 10000n, 0n],
    [99999n, 99999n, 11800n, 0n, 0n],
  ])('of notes %s and prepaid %s: applied %s and %s, due %s', (notes, prepaid, noteUse, prepaidUse, due) => {
    const result = totals([10000n], {
      taxes: [{ name: 'IGST', percent: '18' }],
      creditNotesMinor: notes,
      prepaidCreditsMinor: prepaid,
    });
    expect(result).toMatchObject({
      creditNotesAppliedMinor: noteUse,
      creditsAppliedMinor: prepaidUse,
      amountDueMinor: due,
    });
  });

  it('are not touched by a total of zero or below', () => {
    expect(totals([-100n], { creditNotesMinor: 50n, prepaidCreditsMinor: 50n })).toMatchObject({
      creditNotesAppliedMinor: 0n,
      creditsAppliedMinor: 0n,
      amountDueMinor: -100n,
    });
  });
});

describe('the minimum true-up', () => {
  it.each([
    [9999n, '100', 1n],
    [10000n, '100', null],
    [10001n, '100', null],
    [0n, '0', null],
    [-500n, '100', 10500n],
    [0n, '100.005', 10001n],
  ])('of lines of %s to %s is %s', (linesMinor, minimum, expected) => {
    expect(minimumTrueUp(linesMinor, minimum, 'INR')?.amountMinor ?? null).toBe(expected);
  });
});

describe('every total', () => {
  const heads = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('CGST', 'SGST', 'IGST', 'VAT'),
      percent: fc.constantFrom('0', '5', '9', '9.975', '18', '20'),
    }),
    { maxLength: 3, selector: ({ name, percent: value }) => name + value },
  );
  const lines = fc.array(
    fc.record(
      { amountMinor: fc.bigInt({ min: -100000n, max: 10n ** 12n }), taxes: heads },
      { requiredKeys: ['amountMinor'] },
    ),
    { maxLength: 8 },
  );
  const coupons = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 100000 }).map((amount) => fixed(String(amount))),
      fc.integer({ min: 0, max: 100 }).map((value) => percent(String(value))),
    ),
    { maxLength: 4 },
  );
  const credit = fc.bigInt({ min: 0n, max: 10n ** 12n });

  it('adds up, in both tax modes, and never pushes below zero what was above', () => {
    fc.assert(
      fc.property(
        lines,
        coupons,
        heads,
        fc.boolean(),
        fc.tuple(credit, credit),
        (someLines, someCoupons, taxes, taxInclusive, [creditNotesMinor, prepaidCreditsMinor]) => {
          const result = computeTotals({
            currency: 'INR',
            lines: someLines,
            coupons: someCoupons,
            taxes,
            taxInclusive,
            creditNotesMinor,
            prepaidCreditsMinor,
          });
          const taxMinor = sumMinor(result.taxes.map(({ amountMinor }) => amountMinor));
          const netMinor = result.subtotalMinor - result.discountMinor;
          expect(result.subtotalMinor).toBe(sumMinor(someLines.map(({ amountMinor }) => amountMinor)));
          expect(sumMinor(result.couponDiscountsMinor)).toBe(result.discountMinor);
          expect(sumMinor(result.lineDiscountsMinor)).toBe(result.discountMinor);
          expect(result.taxableMinor + taxMinor).toBe(result.totalMinor);
          expect(taxInclusive ? result.totalMinor : result.taxableMinor).toBe(netMinor);
          expect(result.totalMinor - result.creditNotesAppliedMinor - result.creditsAppliedMinor).toBe(
            result.amountDueMinor,
          );
          if (result.subtotalMinor >= 0n) expect(netMinor >= 0n).toBe(true);
          if (result.totalMinor >= 0n) expect(result.amountDueMinor >= 0n).toBe(true);
          expect(result.creditNotesAppliedMinor <= creditNotesMinor).toBe(true);
          expect(result.creditsAppliedMinor <= prepaidCreditsMinor).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
