import { describe, expect, it } from 'vitest';
import { decodeBatch, encodeBatch, type LiveCalls, mergeBatches } from './batch';

const calls = (index: number, overrides: Partial<LiveCalls> = {}): LiveCalls => ({
  customer: `cus_${index}`,
  endpoint: `/v1/place/${'é'.repeat(40)}/${index}`,
  code: 'ok',
  calls: index + 1,
  ...overrides,
});

const sum = (rows: LiveCalls[], isAllowed: boolean) =>
  rows.filter(({ code }) => (code === 'ok') === isAllowed).reduce((total, row) => total + row.calls, 0);

describe('a batch', () => {
  it('fits a notification however much there is, and its totals are those of everything', () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      calls(index, index % 7 === 0 ? { code: 'rate_limited' } : {}),
    );
    const payload = encodeBatch(1, many);
    expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
    const batch = decodeBatch(payload);
    if (!batch) throw new Error('unreadable');
    expect(sum(batch.rows, true) + batch.more.allowed).toBe(sum(many, true));
    expect(sum(batch.rows, false) + batch.more.denied).toBe(sum(many, false));
    expect(batch.rows[0]?.code).toBe('rate_limited');
  });

  it('of another version or no batch at all is nothing', () => {
    expect(decodeBatch('{"rows":[]}')).toBeNull();
    expect(decodeBatch('hello')).toBeNull();
  });

  it('merged with others stays bounded and loses no call', () => {
    let merged = { at: 0, rows: [calls(0)], more: { allowed: 0, denied: 0 } };
    for (let index = 1; index < 1_000; index++) {
      const next = { at: index, rows: [calls(index)], more: { allowed: 0, denied: 1 } };
      merged = mergeBatches(merged, next);
    }
    expect(merged.rows.length).toBeLessThanOrEqual(300);
    expect(sum(merged.rows, true) + merged.more.allowed).toBe((1_000 * 1_001) / 2);
    expect(merged.more.denied).toBe(999);
  });
});
