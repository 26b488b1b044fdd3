import { describe, expect, it } from 'vitest';
import { useAtPace } from './pace';

const span = { start: new Date('2026-04-01T00:00:00Z'), end: new Date('2026-05-01T00:00:00Z') };
const use = { quantity: '1000', calls: 500n, rollup: { quantity: '1000', calls: 500n } };
const at = (instant: string) => useAtPace(use, span, new Date(instant));

describe('a use at its pace', () => {
  it('grows by what is left of its span', () => {
    expect(at('2026-04-11T00:00:00Z')).toMatchObject({ quantity: '3000', calls: 1500n });
    expect(at('2026-04-16T00:00:00Z')).toMatchObject({ quantity: '2000', calls: 1000n });
  });

  it('is in whole units, rounded to the nearest', () => {
    expect(at('2026-04-08T00:00:00Z')).toMatchObject({ quantity: '4286', calls: 2143n });
  });

  it('is what it is once its span has ended, and before it began', () => {
    for (const instant of ['2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z', '2026-04-01T00:00:00Z']) {
      expect(at(instant)).toEqual(use);
    }
  });
});
