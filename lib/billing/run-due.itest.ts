import { describe, expect, it } from 'vitest';
import { standingClock } from '@/lib/core/clock';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import type { DueSource } from './due-source';
import { runDue } from './run-due';

// Hundreds of failures are written to the log on purpose.
process.env.LOG_LEVEL = 'silent';
useRuntime();

const AT = new Date('2026-01-01T00:00:00.000Z');

/** Things that fall due at one instant: the first so many fail each time and stay due, the others are done once. */
function thingsDue(count: number, failing: number) {
  const left = Array.from({ length: count }, (_, index) => String(index).padStart(5, '0'));
  const limits: number[] = [];
  const source: DueSource = {
    kind: 'thing',
    rank: 9,
    read: async (_ctx, _until, limit) => {
      limits.push(limit);
      return left.slice(0, limit).map((id) => ({ at: AT, id }));
    },
    run: async (_ctx, { id }) => {
      if (Number(id) < failing) throw new Error('not today');
      left.splice(left.indexOf(id), 1);
      return [{ at: AT.toISOString(), what: 'invoice_finalized', customer: id }];
    },
    readProviders: async () => [],
  };
  return { source, limits };
}

describe('what is due', () => {
  it.each([
    [1_000, 0],
    [1_000, 450],
    [450, 450],
  ])(
    'of %i things, %i of which cannot be done, every one is tried once, a page at a time',
    async (count, failing) => {
      const { ctx } = await givenProvider();
      const { source, limits } = thingsDue(count, failing);
      const clock = standingClock(AT);
      const outcome = await runDue(ctx, { until: AT, clockAt: () => clock, goesOn: true, sources: [source] });
      expect([outcome.done.length, outcome.failed]).toEqual([count - failing, failing]);
      expect(new Set(outcome.done.map(({ customer }) => customer)).size).toBe(count - failing);
      // No page is larger than what stands in the way, and one more.
      expect(Math.max(...limits)).toBeLessThanOrEqual(failing + 400);
    },
  );
});
