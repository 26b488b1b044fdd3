import { expect, it } from 'vitest';
import { parseAccount } from './account';
import type { AccountRow } from './account-store';
import { crosses, QUOTA_MARKS, reachedMarks } from './thresholds';

const ROW: AccountRow = {
  customer_id: 'cus_1',
  external_id: null,
  customer_name: 'Acme',
  customer_status: 'active',
  budget_amount: null,
  budget_alerts: [50, 80, 100],
  subscription_id: 'sub_1',
  subscription_status: 'active',
  started_at: new Date(0),
  cancel_at: null,
  access_stopped_at: null,
  unconfirmed_since: null,
  usage_from: new Date(0),
  trial_ends_at: null,
  plan_id: 'plan_1',
  plan_version: 1,
  phases: [],
  anchor_date: '2026-01-01',
  plan_slug: 'starter',
  plan_currency: 'INR',
  prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.01' }],
  rate_limit: null,
  quotas: [],
  billing: 'postpaid',
  chargeable_below: 500,
  invoiced_until: null,
  prepaid_balance: '0',
  drafted: '0',
};
const account = (changes: Partial<AccountRow>) => parseAccount({ ...ROW, ...changes }, 'UTC');
const uses = (units: number) => [{ meter: 'calls', keyId: '', units, calls: units }];

it.each([
  [0, 49, false],
  [49, 50, true],
  [50, 50, false],
  [50, 74, false],
  [74, 76, true],
  [89, 90, true],
  [99, 100, true],
  [100, 101, true],
  [101, 119, false],
  [119, 120, true],
  [120, 500, false],
  [0, 500, true],
])('going from %d to %d of 100 crosses a mark: %s', (before, after, expected) => {
  expect(crosses(before, after, 100, QUOTA_MARKS)).toBe(expected);
});

it('a soft quota is exceeded above its limit, a hard one when a call is refused', () => {
  const soft = account({ quotas: [{ meter: 'calls', limit: 100, hard: false }] });
  const hard = account({ quotas: [{ meter: 'calls', limit: 100, hard: true }] });
  const kinds = (marks: { kind: string; percent: number }[]) =>
    marks.map(({ kind, percent }) => `${kind} ${percent}`);
  expect(kinds(reachedMarks(soft, uses(100)))).toEqual(['quota 50', 'quota 75', 'quota 90', 'quota 100']);
  expect(kinds(reachedMarks(soft, uses(101)))).toContain('exceeded 100');
  expect(kinds(reachedMarks(hard, uses(100)))).not.toContain('exceeded 100');
  expect(kinds(reachedMarks(hard, uses(100), [{ kind: 'exceeded', meter: 'calls' }]))).toContain(
    'exceeded 100',
  );
  expect(reachedMarks(hard, uses(0))).toEqual([]);
});

it('a budget has the marks that its owner chose, in money', () => {
  const one = account({ budget_amount: '100' });
  expect(reachedMarks(one, uses(79))).toMatchObject([{ kind: 'budget', percent: 50, used: 79, limit: 100 }]);
  expect(reachedMarks(one, uses(80)).map(({ percent }) => percent)).toEqual([50, 80]);
  // The next call costs more than is left: the budget is spent as far as it can be.
  const refused = reachedMarks(one, uses(99), [{ kind: 'budget' }]);
  expect(refused.map(({ percent, used }) => [percent, used])).toEqual([
    [50, 99],
    [80, 99],
    [100, 99],
  ]);
});

it('a budget counts what earlier prices came to, leaves out what they counted, and nothing of a trial', () => {
  const one = account({ budget_amount: '100' });
  const before = [{ meter: 'calls', keyId: '', units: 60, calls: 60 }];
  const money = { epoch: 'b', fixed: 30, carried: 0, fixedByKey: {}, before };
  expect(reachedMarks(one, uses(79), [], money)).toEqual([]);
  expect(reachedMarks(one, uses(80), [], money)).toMatchObject([{ percent: 50, used: 50 }]);
  expect(reachedMarks(one, uses(500), [], { ...money, epoch: 'trial' })).toEqual([]);
});
