import { beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit';

/** A ledger whose commits end when the test says so. */
class Ledger {
  readonly batches: { entries: number[]; commit(): void; fail(error: unknown): void }[] = [];

  readonly write = (entries: number[]): Promise<string[]> =>
    new Promise((resolve, reject) => {
      this.batches.push({
        entries,
        commit: () => resolve(entries.map((entry) => `stored ${entry}`)),
        fail: reject,
      });
    });

  get sizes(): number[] {
    return this.batches.map((batch) => batch.entries.length);
  }

  /** Commits whatever is written until nothing more comes. */
  async commitAll(): Promise<void> {
    for (let done = 0; ; ) {
      await turns();
      if (done === this.batches.length) return;
      while (done < this.batches.length) this.batches[done++]?.commit();
    }
  }
}

const turns = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const sqlError = (code: string) => Object.assign(new Error(code), { code });

let ledger: Ledger;
let commits: GroupCommit<number, string>;
beforeEach(() => {
  ledger = new Ledger();
  commits = new GroupCommit(ledger.write);
});

describe('a commit', () => {
  it('carries everything that was appended in the same turn, in its order', async () => {
    const appended = numbers(50).map((entry) => commits.append([entry]));
    await ledger.commitAll();
    expect(await Promise.all(appended)).toEqual(numbers(50).map((entry) => [`stored ${entry}`]));
    expect(ledger.batches.flatMap((batch) => batch.entries)).toEqual(numbers(50));
    expect(ledger.batches.length).toBeLessThan(4);
  });

  it('gathers what arrives while others are under way, and answers nobody before its own is done', async () => {
    let answered = 0;
    const append = async (entry: number) => {
      await commits.append([entry]);
      answered++;
    };
    const all: Promise<void>[] = [];
    for (const entry of numbers(100)) {
      all.push(append(entry));
      await turns();
    }
    const underWay = ledger.batches.length;
    expect(underWay).toBeGreaterThanOrEqual(1);
    expect([underWay, answered]).toEqual([ledger.sizes.reduce((sum, size) => sum + size), 0]);
    ledger.batches[0]?.commit();
    await turns();
    // Everything that waited went together in the next.
    expect(ledger.batches.at(-1)?.entries).toEqual(numbers(100 - underWay, underWay));
    expect(answered).toBe(1);
    await ledger.commitAll();
    await Promise.all(all);
  });

  it('is one at a time for few rows, and a second goes beside it where many wait', async () => {
    const appended = [commits.append([0])];
    await turns();
    for (const entry of numbers(300, 1)) appended.push(commits.append([entry]));
    await turns();
    expect(ledger.sizes).toEqual([1, 300]);
    for (const entry of numbers(300, 301)) appended.push(commits.append([entry]));
    await turns();
    expect(ledger.sizes).toEqual([1, 300]);
    await ledger.commitAll();
    await Promise.all(appended);
    expect(ledger.sizes).toEqual([1, 300, 300]);
  });

  it('never splits the entries of one caller, nor grows past five thousand by a second one', async () => {
    const appended = [6_000, 3_000, 1_500, 1_500].map((size) => commits.append(numbers(size)));
    await ledger.commitAll();
    expect((await Promise.all(appended)).map((outcomes) => outcomes.length)).toEqual([
      6_000, 3_000, 1_500, 1_500,
    ]);
    expect(ledger.sizes).toEqual([6_000, 4_500, 1_500]);
  });

  it('of nothing is nothing', async () => {
    expect(await commits.append([])).toEqual([]);
    expect(ledger.batches).toEqual([]);
  });
});

describe('back-pressure', () => {
  it('refuses past sixty thousand waiting rows, with a time to come back, and takes more once they are stored', async () => {
    const taken = numbers(60).map((part) => commits.append(numbers(1_000, part)));
    await expect(commits.append([1])).rejects.toMatchObject({
      code: 'unavailable',
      status: 503,
      retryAfterSeconds: 1,
    });
    await ledger.commitAll();
    expect(await Promise.all(taken)).toHaveLength(60);
    const after = commits.append([1]);
    await ledger.commitAll();
    expect(await after).toEqual(['stored 1']);
  });

  it('is lifted by commits that fail, too', async () => {
    const refused = numbers(60).map((part) =>
      commits.append(numbers(1_000, part)).catch((error) => error.code),
    );
    await turns();
    for (let done = 0; done < ledger.batches.length; await turns())
      ledger.batches[done++]?.fail(sqlError('57P01'));
    expect(new Set(await Promise.all(refused))).toEqual(new Set(['57P01']));
    const after = commits.append([1]);
    await ledger.commitAll();
    expect(await after).toEqual(['stored 1']);
  });
});

describe('a failure', () => {
  const refusing = (isBad: (entries: number[]) => string | undefined) => {
    const written: number[][] = [];
    const write = async (entries: number[]) => {
      const code = isBad(entries);
      if (code) throw sqlError(code);
      written.push(entries);
      return entries.map(String);
    };
    return { written, commits: new GroupCommit<number, string>(write) };
  };
  const outcomesOf = (work: Promise<unknown>[]) =>
    Promise.allSettled(work).then((all) =>
      all.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code)),
    );

  it.each(['22003', '23514'])('of one caller’s data (%s) refuses that caller alone', async (code) => {
    const { commits, written } = refusing((entries) => (entries.includes(13) ? code : undefined));
    const work = [[1, 2], [13], [3], [4, 13, 5], [6]].map((entries) => commits.append(entries));
    expect(await outcomesOf(work)).toEqual([['1', '2'], code, ['3'], code, ['6']]);
    expect(written.flat().sort()).toEqual([1, 2, 3, 6]);
  });

  it('of the connection refuses all that shared it, and is not tried again: it may have been committed', async () => {
    let tries = 0;
    const { commits } = refusing(() => {
      tries++;
      return '08006';
    });
    const work = [commits.append([1]), commits.append([2])];
    expect(await outcomesOf(work)).toEqual(['08006', '08006']);
    expect(tries).toBe(1);
  });

  it.each(['40001', '40P01'])(
    'that rolled back whole (%s) goes again, and nobody hears of it',
    async (code) => {
      let tries = 0;
      const { commits, written } = refusing(() => (++tries < 3 ? code : undefined));
      expect(await outcomesOf([commits.append([1]), commits.append([2])])).toEqual([['1'], ['2']]);
      expect([tries, written]).toEqual([3, [[1, 2]]]);
    },
  );

  it('that rolls back again and again is given up', async () => {
    const { commits } = refusing(() => '40P01');
    expect(await outcomesOf([commits.append([1])])).toEqual(['40P01']);
  });
});

describe('flushed', () => {
  it('waits for all that was appended before, whatever becomes of it', async () => {
    const outcomes: Promise<unknown>[] = [];
    for (const entry of numbers(4)) {
      outcomes.push(commits.append([entry]).catch((error) => error.code));
      await turns();
    }
    let isFlushed = false;
    const flushed = commits.flushed().then(() => {
      isFlushed = true;
    });
    ledger.batches[0]?.fail(sqlError('08006'));
    await turns();
    expect(isFlushed).toBe(false);
    await ledger.commitAll();
    await flushed;
    expect(await Promise.all(outcomes)).toEqual(['08006', ['stored 1'], ['stored 2'], ['stored 3']]);
  });

  it('is at once where nothing waits', async () => {
    await commits.flushed();
    const appended = commits.append([1]);
    await ledger.commitAll();
    await appended;
    await commits.flushed();
  });
});
