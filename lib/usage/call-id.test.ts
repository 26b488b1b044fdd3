import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchText, callId, newBatchId, parseCallId } from './call-id';

it('leads back to the instant, batch and position it was made of', () => {
  const instants = fc.integer({ min: 0, max: 4_102_444_800_000 });
  const batches = fc.bigInt({ min: 0n, max: (1n << 60n) - 1n });
  fc.assert(
    fc.property(instants, batches, fc.nat(1_048_575), (ms, batchId, position) => {
      const id = callId(ms, batchText(batchId), position);
      expect(id).toHaveLength(30);
      expect(parseCallId(id)).toEqual({ occurredAt: new Date(ms), batchId, position });
    }),
  );
});

it('is refused when a character is missing, added or foreign', () => {
  const id = callId(Date.UTC(2026, 0, 1), batchText(newBatchId()), 7);
  for (const wrong of [
    '',
    'use_',
    id.slice(1),
    id.slice(0, -1),
    `${id}0`,
    id.toUpperCase(),
    id.replace('use', 'inv'),
  ]) {
    expect(parseCallId(wrong)).toBeNull();
  }
  expect(parseCallId(`${id.slice(0, -1)}u`)).toBeNull();
});

it('sorts by time', () => {
  const early = callId(1_000, batchText(newBatchId()), 9);
  const late = callId(1_001, batchText(newBatchId()), 0);
  expect(early < late).toBe(true);
});
