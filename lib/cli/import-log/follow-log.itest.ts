import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '@/lib/core/context';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { followLog } from './follow-log';
import { importLog } from './import-log';

useRuntime();

let ctx: Context;
let folder: string;
let log: string;
let state: string;
beforeEach(async () => {
  ({ ctx } = await givenProvider());
  folder = mkdtempSync(join(tmpdir(), 'tollgate-follow-'));
  log = join(folder, 'access.log');
  state = join(folder, 'state/position.json');
  return () => rmSync(folder, { recursive: true });
});

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const now = new Date();
const two = (value: number) => String(value).padStart(2, '0');
const DAY = `${two(now.getUTCDate())}/${MONTHS[now.getUTCMonth()]}/${now.getUTCFullYear()}`;
const TIME = `${DAY}:${now.toISOString().slice(11, 19)} +0000`;

/** Lines that differ by their path. */
const lines = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, n) => `10.0.0.1 - - [${TIME}] "GET /p${from + n} HTTP/1.1" 200 5\n`,
  ).join('');

/** Follows until the given number of calls is counted, then stops as a signal would. */
function following() {
  const stop = new AbortController();
  const done = followLog(ctx, {
    path: log,
    meter: 'calls',
    customerFrom: 'ip',
    statePath: state,
    signal: stop.signal,
    pollMs: 10,
    lingerMs: 30,
  });
  return {
    counted: (calls: number) =>
      vi.waitFor(async () => expect(await total()).toBe(calls), { timeout: 30_000, interval: 30 }),
    stop: () => {
      stop.abort();
      return done;
    },
  };
}

async function total(): Promise<number> {
  return (await queryUsage(ctx, { granularity: 'total' })).total.calls;
}

describe('following a log', () => {
  it('records lines as they are written, waiting for the end of each', async () => {
    const follower = following();
    writeFileSync(log, lines(0, 3));
    await follower.counted(3);
    const [, second = ''] = [lines(3, 4), lines(4, 5)];
    appendFileSync(log, lines(3, 4) + second.slice(0, 30));
    await follower.counted(4);
    appendFileSync(log, second.slice(30));
    await follower.counted(5);
    expect(await follower.stop()).toMatchObject({ lines: 5, counted: 5, malformed: 0, customersCreated: 1 });
  });

  it('loses and repeats nothing when the log is renamed, also what the server still writes to the old file', async () => {
    writeFileSync(log, lines(0, 10));
    const follower = following();
    await follower.counted(10);
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, lines(10, 15));
    writeFileSync(log, lines(15, 20));
    await follower.counted(20);
    appendFileSync(log, lines(20, 25));
    await follower.counted(25);
    expect(await follower.stop()).toMatchObject({ lines: 25, counted: 25, duplicates: 0 });
  });

  it('begins anew when the log is copied and emptied', async () => {
    writeFileSync(log, lines(0, 10));
    const follower = following();
    await follower.counted(10);
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, lines(10, 12));
    await follower.counted(12);
    // Emptied and filled beyond where it was, between two looks.
    writeFileSync(log, lines(12, 40));
    await follower.counted(40);
    expect(await follower.stop()).toMatchObject({ counted: 40, duplicates: 0 });
  });

  it('goes on where it ended, and counts twin lines on both sides of the end', async () => {
    const twin = lines(7, 8);
    writeFileSync(log, twin + lines(0, 5));
    const first = following();
    await first.counted(6);
    await first.stop();
    appendFileSync(log, twin + twin);
    const second = following();
    await second.counted(8);
    expect(await second.stop()).toMatchObject({ lines: 2, counted: 2 });
  });

  it('counts once what it had recorded when it was killed before it could note its position', async () => {
    writeFileSync(log, lines(0, 5));
    const first = following();
    await first.counted(5);
    await first.stop();
    const before = readFileSync(state);
    appendFileSync(log, lines(2, 3) + lines(5, 9));
    const second = following();
    await second.counted(10);
    await second.stop();
    writeFileSync(state, before);
    const third = following();
    appendFileSync(log, lines(9, 10));
    await third.counted(11);
    expect(await third.stop()).toMatchObject({ lines: 6, counted: 1, duplicates: 5 });
  });

  it('finds what was rotated while it did not run, however often', async () => {
    writeFileSync(log, lines(0, 5));
    const first = following();
    await first.counted(5);
    await first.stop();
    appendFileSync(log, lines(5, 8));
    renameSync(log, `${log}.2`);
    writeFileSync(`${log}.1`, lines(8, 12));
    writeFileSync(log, lines(12, 14));
    const second = following();
    await second.counted(14);
    await second.stop();
    expect(await total()).toBe(14);
  });

  it('shares its ids with the import of a whole file', async () => {
    writeFileSync(log, lines(0, 5) + lines(0, 2));
    const follower = following();
    await follower.counted(7);
    await follower.stop();
    const again = await importLog(ctx, {
      path: log,
      meter: 'calls',
      customerFrom: 'ip',
      shiftToNow: false,
      dryRun: false,
    });
    expect(again).toMatchObject({ counted: 0, duplicates: 7 });
  });
});
