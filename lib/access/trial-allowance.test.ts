import { describe, expect, it } from 'vitest';
import { TRIAL_ALLOWANCE, withTrialAllowance } from './trial-allowance';

const { limit } = TRIAL_ALLOWANCE;
const allowance = { limit, hard: true };

describe('the allowance before an address is confirmed', () => {
  it('bounds meters that the plan leaves unbounded', () => {
    const quotas = withTrialAllowance(new Map(), [{ meter: 'calls' }, { meter: 'tokens' }]);
    expect([...quotas]).toEqual([
      ['calls', allowance],
      ['tokens', allowance],
    ]);
  });

  it('takes the place of larger quotas and of those that only warn', () => {
    const quotas = withTrialAllowance(
      new Map([
        ['calls', { limit: limit + 1, hard: true }],
        ['tokens', { limit: 5, hard: false }],
      ]),
      [],
    );
    expect(quotas.get('calls')).toEqual(allowance);
    expect(quotas.get('tokens')).toEqual(allowance);
  });

  it('leaves tighter quotas as they are', () => {
    const tight = { limit: 100, hard: true };
    expect(withTrialAllowance(new Map([['calls', tight]]), []).get('calls')).toEqual(tight);
  });
});
