import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { env } from '@/lib/env';
import { fromCaller } from '../caller-folder';
import { followLog } from './follow-log';
import type { CustomerSource, ImportLogOutcome } from './import-log';

const POLL_MS = 1_000;
const LINGER_MS = 10_000;
/** On standard error, where nobody watches a bar for days. */
const TELL_EVERY_LOOKS = 60;

export interface FollowOptions {
  file: string;
  meter: string;
  customerFrom: CustomerSource;
  state?: string;
  shiftToNow?: boolean;
  dryRun?: boolean;
}

/** What `import-log --follow` did until it was stopped. */
export interface FollowReport {
  provider: string;
  file: string;
  state: string;
  lines: number;
  counted: number;
  duplicates: number;
  rejected: number;
  malformed: number;
  customersCreated: number;
}

/** Follows a log until SIGINT or SIGTERM. */
export async function followFile(ctx: Context, options: FollowOptions): Promise<FollowReport> {
  refuseWhatDoesNotGoTogether(options);
  const path = fromCaller(options.file);
  const state = options.state ? fromCaller(options.state) : defaultState(ctx, options.meter, path);
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abort);
  let looks = 0;
  const outcome = await followLog(ctx, {
    path,
    meter: options.meter,
    customerFrom: options.customerFrom,
    statePath: state,
    signal: stop.signal,
    pollMs: POLL_MS,
    lingerMs: LINGER_MS,
    onProgress: (now) => {
      if (looks++ % TELL_EVERY_LOOKS === 0) process.stderr.write(`${progressText(now)}\n`);
      // What is malformed is named in the report of a file, not kept for as long as a log is followed.
      now.malformedLines.length = 0;
    },
  });
  const { lines, counted, duplicates, rejected, malformed, customersCreated } = outcome;
  const counts = { lines, counted, duplicates, rejected, malformed, customersCreated };
  return { provider: ctx.provider.slug, file: path, state, ...counts };
}

export function followedText(report: FollowReport): string {
  const { file, state, lines, counted, duplicates, rejected, malformed } = report;
  return `${file}: ${lines} lines, ${counted} counted, ${duplicates} known before, ${rejected} rejected, ${malformed} malformed.\nThe position is kept in ${state}; the same command goes on from there.`;
}

const progressText = ({ lines, counted }: ImportLogOutcome) => `${lines} lines read, ${counted} counted`;

function refuseWhatDoesNotGoTogether({ file, shiftToNow, dryRun }: FollowOptions): void {
  const refuse = (path: string, message: string) => invalidField(path, 'invalid', message);
  if (file === '-') throw refuse('file', 'Standard input cannot be followed: name a file.');
  if (shiftToNow) throw refuse('shiftToNow', 'What is followed happens now: leave out --shift-to-now.');
  if (dryRun) throw refuse('dryRun', 'Following records what it reads: leave out --dry-run.');
}

function defaultState(ctx: Context, meter: string, path: string): string {
  const name = createHash('sha256').update(`${ctx.provider.id} ${meter} ${path}`).digest('hex').slice(0, 24);
  return join(env().dataDir, 'import-log', `${name}.json`);
}
