import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCreditEvents, balanceOf, burnCredits, type CreditEvent, type CreditGrant } from './credits';

const at = (iso: string) => new Date(iso);
const NOON = at('2026-07-01T12:00:00Z');
const grant = (id: string, amountMinor: bigint, rest: Partial<CreditGrant> = {}): CreditGrant => ({
  id,
  amountMinor,
  remainingMinor: amountMinor,
  priority: 0,
  expiresAt: null,
  createdAt: at('2026-01-01T00:00:00Z'),
  ...rest,
});

describe('burning credits', () => {
  it('goes by priority, then the earliest expiry, then the oldest', () => {
    const grants = [
      grant('young', 10n, { createdAt: at('2026-03-01T00:00:00Z') }),
      grant('old', 10n, { createdAt: at('2026-02-01T00:00:00Z') }),
      grant('late', 10n, { expiresAt: at('2027-01-01T00:00:00Z') }),
      grant('soon', 10n, { expiresAt: at('2026-08-01T00:00:00Z') }),
      grant('last', 10n, { priority: 5, expiresAt: at('2026-07-02T00:00:00Z') }),
      grant('first', 10n, { priority: -1 }),
    ];
    expect(
      burnCredits(grants, 55n, NOON).movements.map(({ grantId, amountMinor }) => [grantId, amountMinor]),
    ).toEqual([
      ['first', -10n],
      ['soon', -10n],
      ['late', -10n],
      ['old', -10n],
      ['young', -10n],
      ['last', -5n],
    ]);
  });

  it('never goes below zero and says what is not covered', () => {
    const burn = burnCredits([grant('a', 30n)], 100n, NOON);
    expect(burn).toMatchObject({ uncoveredMinor: 70n, grants: [{ remainingMinor: 0n }] });
    expect(burnCredits([grant('a', 30n)], -5n, NOON).movements).toEqual([]);
  });

  it('spares a grant from the instant at which it expires', () => {
    const grants = [grant('a', 30n, { expiresAt: NOON })];
    expect(balanceOf(grants, NOON)).toBe(0n);
    expect(balanceOf(grants, new Date(NOON.getTime() - 1))).toBe(30n);
    expect(burnCredits(grants, 10n, NOON).uncoveredMinor).toBe(10n);
  });
});

describe('several things due in the same instant', () => {
  it('happen as expiry, reset, recurrence, usage, however they are listed', () => {
    const grants = [
      grant('expiring', 100n, { expiresAt: NOON }),
      grant('monthly', 50n, { remainingMinor: 20n }),
    ];
    const events: CreditEvent[] = [
      { kind: 'usage', at: NOON, amountMinor: 60n },
      { kind: 'recurrence', at: NOON, grantId: 'monthly' },
      { kind: 'reset', at: NOON, grantId: 'monthly', keepMinor: 5n },
      { kind: 'expiry', at: NOON, grantId: 'expiring' },
    ];
    const result = applyCreditEvents(grants, events);
    expect(result.movements.map(({ kind, grantId, amountMinor }) => [kind, grantId, amountMinor])).toEqual([
      ['expiry', 'expiring', -100n],
      ['reset', 'monthly', -15n],
      ['recurrence', 'monthly', 50n],
      ['usage', 'monthly', -55n],
    ]);
    expect(result.uncoveredMinor).toBe(5n);
  });

  it('does not bring back a grant that is over', () => {
    const over = [grant('a', 50n, { expiresAt: NOON })];
    const events: CreditEvent[] = [
      { kind: 'recurrence', at: NOON, grantId: 'a' },
      { kind: 'expiry', at: NOON, grantId: 'a' },
    ];
    expect(applyCreditEvents(over, events).grants[0]?.remainingMinor).toBe(0n);
  });

  it('keeps time before kind: usage a moment earlier still spends what expires', () => {
    const grants = [grant('a', 50n, { expiresAt: NOON })];
    const events: CreditEvent[] = [
      { kind: 'expiry', at: NOON, grantId: 'a' },
      { kind: 'usage', at: new Date(NOON.getTime() - 1), amountMinor: 30n },
    ];
    expect(applyCreditEvents(grants, events).movements.map(({ amountMinor }) => amountMinor)).toEqual([
      -30n,
      -20n,
    ]);
  });

  it('ignores an event of an unknown grant', () => {
    expect(applyCreditEvents([], [{ kind: 'expiry', at: NOON, grantId: 'none' }]).movements).toEqual([]);
  });
});

describe('every history', () => {
  it('has movements that sum to the change of the balance, and never a negative grant', () => {
    const grantId = fc.constantFrom('a', 'b', 'c');
    const instant = fc.integer({ min: 0, max: 3 }).map((hours) => new Date(NOON.getTime() + hours * 3600000));
    const amountMinor = fc.bigInt({ min: 0n, max: 200n });
    const event = fc.oneof(
      fc.record({ kind: fc.constant('usage' as const), at: instant, amountMinor }),
      fc.record({ kind: fc.constantFrom('expiry' as const, 'recurrence' as const), at: instant, grantId }),
      fc.record({ kind: fc.constant('reset' as const), at: instant, grantId, keepMinor: amountMinor }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const grants = [grant('a', 100n), grant('b', 70n, { priority: -1 }), grant('c', 10n)];
        const { grants: after, movements } = applyCreditEvents(grants, events);
        const change = movements.reduce((sum, movement) => sum + movement.amountMinor, 0n);
        expect(after.reduce((sum, one) => sum + one.remainingMinor, 0n)).toBe(180n + change);
        expect(after.every((one) => one.remainingMinor >= 0n)).toBe(true);
      }),
    );
  });
});
