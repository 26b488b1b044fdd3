import { describe, expect, it } from 'vitest';
import { afterMessage, type LiveMessage, lastMinute, NOTHING_YET } from './live-state';

const message = (at: number, overrides: Partial<LiveMessage> = {}): LiveMessage => ({
  at,
  rows: [{ customer: 'cus_1', name: 'Acme', endpoint: '/a', code: 'ok', calls: 2 }],
  more: { allowed: 0, denied: 0 },
  ...overrides,
});

describe('the live screen', () => {
  it('adds up what several processes tell of one second, in any order', () => {
    const denied = { customer: '', name: null, endpoint: '/b', code: 'invalid_key', calls: 3 };
    const state = [message(5_100), message(6_000), message(5_900, { rows: [denied] })].reduce(
      afterMessage,
      NOTHING_YET,
    );
    expect(state.seconds).toEqual([
      { second: 5, allowed: 2, denied: 3 },
      { second: 6, allowed: 2, denied: 0 },
    ]);
    expect(state).toMatchObject({ allowed: 4, denied: 3 });
    expect(state.feed[0]).toMatchObject({ code: 'invalid_key' });
  });

  it('stays as large as it is, however long it is open', () => {
    let state = NOTHING_YET;
    for (let index = 0; index < 1_000; index++) state = afterMessage(state, message(index * 1_000));
    expect(state.feed).toHaveLength(200);
    expect(new Set(state.feed.map(({ id }) => id)).size).toBe(200);
    expect(state.seconds).toHaveLength(60);
    expect(state.allowed).toBe(2_000);
  });

  it('has a place for every second of the last minute', () => {
    const { seconds } = afterMessage(NOTHING_YET, message(100_000));
    const minute = lastMinute(seconds, 130);
    expect(minute).toHaveLength(60);
    expect(minute.find(({ second }) => second === 100)).toMatchObject({ allowed: 2 });
    expect(minute.at(-1)).toEqual({ second: 130, allowed: 0, denied: 0 });
  });
});
