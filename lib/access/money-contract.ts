import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFlatTable, priceSchema } from '@/lib/pricing';
import type { Gauge, GaugeMoney } from './gauge';
import { freshWindow, question } from './gauge-contract';

const standard = (unitPrice: string, fields = {}) =>
  compileFlatTable(priceSchema.parse({ meter: 'calls', model: 'standard', unitPrice, ...fields }), 'INR');

/** A rupee a call. */
const RUPEE = standard('1');
const TABLES = [
  RUPEE,
  standard('0.001', { included: '5' }),
  standard('0.004', { minimumSpend: '0.03', maximumSpend: '0.2' }),
];

const money = (fields: Partial<GaugeMoney> = {}): GaugeMoney => ({
  ...{ epoch: 'b', fixed: 0, carried: 0, before: [], fixedByKey: {} },
  ...fields,
});

const SNAPSHOT = '1:1:';

/** What every gauge guarantees of money where the prices changed within a window. */
export function moneyContract(make: () => Gauge): void {
  describe('money of a window in which prices changed', () => {
    const loaded = async (units: number) => {
      const gauge = make();
      const window = freshWindow();
      await gauge.seed(window, [{ meter: 'calls', keyId: 'key_1', units, calls: units }], SNAPSHOT);
      return { gauge, window };
    };
    const prices = [{ meter: 'calls', table: RUPEE }];

    it('decides nothing while it is counted by other terms, and by any where none are named', async () => {
      const { gauge, window } = await loaded(5);
      const ask = (moneyEpoch: string) => gauge.decide(question(window, { moneyEpoch, prices }));
      expect((await ask('b')).code).toBe('unpriced');
      expect((await ask('')).code).toBe('ok');
      await gauge.setMoney(window, money());
      expect((await ask('b')).code).toBe('ok');
      expect((await ask('c')).code).toBe('unpriced');
      await gauge.forgetMoney(window);
      expect((await ask('b')).code).toBe('unpriced');
      expect((await ask('')).meterUnits).toBe(8);
    });

    it('is not set where the window is not loaded', async () => {
      const gauge = make();
      const window = freshWindow();
      await gauge.setMoney(window, money());
      expect((await gauge.decide(question(window, { moneyEpoch: 'b' }))).code).toBe('cold');
      await gauge.seed(window, [], SNAPSHOT);
      expect((await gauge.decide(question(window, { moneyEpoch: 'b' }))).code).toBe('unpriced');
    });

    it('begins anew on top of what earlier prices came to, while quotas count on', async () => {
      const { gauge, window } = await loaded(10);
      const before = [{ meter: 'calls', keyId: 'key_1', units: 10, calls: 10 }];
      await gauge.setMoney(window, money({ fixed: 50, before }));
      const ask = () =>
        gauge.decide(question(window, { moneyEpoch: 'b', prices, spendLimit: 250, hardQuota: 100 }));
      expect(await ask()).toMatchObject({
        ...{ code: 'ok', meterUnits: 11, fixedSpend: 50, pricedUnits: [{ units: 1, calls: 1 }] },
      });
      expect((await ask()).code).toBe('ok');
      expect(await ask()).toMatchObject({ code: 'spend_limit_reached', meterUnits: 12 });
    });

    it("holds for a key's own limit too, by the key's own use", async () => {
      const { gauge, window } = await loaded(10);
      const before = [{ meter: 'calls', keyId: 'key_1', units: 10, calls: 10 }];
      await gauge.setMoney(window, money({ fixed: 900, before, fixedByKey: { key_1: 100 } }));
      const change = { moneyEpoch: 'b', prices, keySpendLimit: 200 };
      const codes = [];
      for (const keyId of ['key_1', 'key_1', 'key_2', 'key_2', 'key_2'])
        codes.push((await gauge.decide(question(window, { ...change, keyId }))).code);
      expect(codes).toEqual(['ok', 'spend_limit_reached', 'ok', 'ok', 'spend_limit_reached']);
    });

    it('keeps from prepaid credits what an earlier window takes, and from nothing else', async () => {
      const { gauge, window } = await loaded(0);
      await gauge.setMoney(window, money({ carried: 100 }));
      const ask = (limits: object) =>
        gauge.decide(question(window, { moneyEpoch: 'b', prices, dryRun: true, ...limits }));
      expect((await ask({ creditLimit: 199 })).code).toBe('credits_exhausted');
      expect(await ask({ creditLimit: 200, spendLimit: 100 })).toMatchObject({ code: 'ok', fixedSpend: 0 });
    });

    it('costs nothing where nothing is priced, whatever was spent', async () => {
      const { gauge, window } = await loaded(0);
      await gauge.setMoney(window, money({ fixed: 100 }));
      const free = question(window, { moneyEpoch: 'b', spendLimit: 50, creditLimit: 0 });
      expect((await gauge.decide(free)).code).toBe('ok');
    });

    it('decides as a window would that began at the change with so much less to spend', async () => {
      const asked = fc.record({
        table: fc.constantFrom(...TABLES),
        before: fc.nat(30),
        units: fc.nat(30),
        fixed: fc.nat(20),
        limit: fc.nat(40),
      });
      await fc.assert(
        fc.asyncProperty(asked, async ({ table, before, units, fixed, limit }) => {
          const cut = await loaded(before + units);
          const off = { meter: 'calls', keyId: 'key_1', units: before, calls: before };
          await cut.gauge.setMoney(cut.window, money({ fixed, before: [off] }));
          const plain = await loaded(units);
          const terms = { prices: [{ meter: 'calls', table }], cost: 3 };
          const left = Math.max(0, limit - fixed);
          const got = await cut.gauge.decide(question(cut.window, { ...terms, spendLimit: limit }));
          const expected = await plain.gauge.decide(question(plain.window, { ...terms, spendLimit: left }));
          // Below zero nothing fits, not even what costs nothing.
          if (limit >= fixed) expect(got.code).toBe(expected.code);
          else expect(got.code).toBe('spend_limit_reached');
          if (got.code === expected.code) expect(got.pricedUnits).toEqual(expected.pricedUnits);
        }),
        { numRuns: 200 },
      );
    });
  });
}
