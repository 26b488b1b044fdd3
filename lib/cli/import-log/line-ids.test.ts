import { describe, expect, it } from 'vitest';
import { LineIds } from './line-ids';

const idsOf = (lines: string[], meter = 'calls') => {
  const ids = new LineIds(meter);
  return lines.map((line) => ids.idOf(Buffer.from(line)));
};

describe('ids of log lines', () => {
  it('are the same when the same file is read again', () => {
    expect(idsOf(['a', 'b', 'a'])).toEqual(idsOf(['a', 'b', 'a']));
  });

  it('tell identical lines of one file apart', () => {
    expect(new Set(idsOf(['a', 'a', 'a'])).size).toBe(3);
  });

  it('agree where two rotated files overlap', () => {
    const [, b, c] = idsOf(['a', 'b', 'c']);
    expect(idsOf(['b', 'c', 'd']).slice(0, 2)).toEqual([b, c]);
  });

  it('differ by meter, so that one log can feed two', () => {
    expect(idsOf(['a'])).not.toEqual(idsOf(['a'], 'bytes'));
  });
});
