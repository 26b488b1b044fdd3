import { type RawEvent, recordEvents } from '@/lib/access';
import type { Context } from '@/lib/core/context';
import { endpointOfPath } from './endpoint-of-path';
import { ensureCustomers } from './ensure-customers';
import { LineIds } from './line-ids';
import { LogUsage } from './log-usage';
import { type LogRequest, parseLogLine } from './parse-log-line';
import { type RawLine, readLines } from './read-lines';
import { scanLog } from './scan-log';

/** One statement's worth of events; what is in memory at a time. */
const BATCH_EVENTS = 5_000;
/** Of a file that is no log at all, not every line need be named. */
const MAX_NAMED_LINES = 100_000;
const MAX_CUSTOMER_LENGTH = 255;

export const CUSTOMER_SOURCES = ['ip', 'user', 'forwarded'] as const;
export type CustomerSource = (typeof CUSTOMER_SOURCES)[number];

export interface ImportLogInput {
  /** A file that can be read twice. */
  path: string;
  meter: string;
  customerFrom: CustomerSource;
  /** Moves all times so that the newest request happens now. */
  shiftToNow: boolean;
  /** Reads and adds up, but records nothing. */
  dryRun: boolean;
  /** Told now and then how many of how many lines have been dealt with. */
  onProgress?(done: number, lines: number): void;
}

/** Every line is in exactly one of counted, duplicates, rejected and malformed. */
export interface ImportLogOutcome {
  lines: number;
  /** New in the ledger; in a dry run, what would have been sent to it. */
  counted: number;
  duplicates: number;
  rejected: number;
  rejectedByCode: Record<string, number>;
  malformed: number;
  malformedLines: { line: number; problem: string }[];
  warnings: Record<string, number>;
  customersCreated: number;
  shiftedByMs: number | null;
  from: Date | null;
  to: Date | null;
  /** What each customer did, of all requests that name one, whatever the ledger said to them. */
  usage: LogUsage | null;
}

/** Turns every request of an access log into a usage event, making customers on the way. */
export async function importLog(ctx: Context, input: ImportLogInput): Promise<ImportLogOutcome> {
  const { lines, oldestMs, newestMs } = await scanLog(input.path);
  const now = ctx.clock.now();
  const shiftMs = input.shiftToNow && newestMs !== null ? now.getTime() - newestMs : 0;
  const at = (ms: number | null) => (ms === null ? null : new Date(ms + shiftMs));
  const [from, to] = [at(oldestMs), at(newestMs)];
  const outcome: ImportLogOutcome = {
    ...emptyOutcome(),
    shiftedByMs: input.shiftToNow ? shiftMs : null,
    from,
    to,
    usage: from && to && new LogUsage(ctx.provider.timezone, from, to),
  };
  const importer = new Importer(ctx, input, outcome, shiftMs);
  for await (const chunk of readLines(input.path)) {
    for (const line of chunk) {
      importer.take(line);
      if (importer.isFull) await importer.flush();
    }
    input.onProgress?.(outcome.lines, lines);
  }
  await importer.flush();
  input.onProgress?.(outcome.lines, lines);
  const accounted = outcome.counted + outcome.duplicates + outcome.rejected + outcome.malformed;
  if (accounted !== outcome.lines) throw new Error(`${outcome.lines} lines read, ${accounted} accounted for`);
  return outcome;
}

export function emptyOutcome(): ImportLogOutcome {
  return {
    lines: 0,
    counted: 0,
    duplicates: 0,
    rejected: 0,
    rejectedByCode: {},
    malformed: 0,
    malformedLines: [],
    warnings: {},
    customersCreated: 0,
    shiftedByMs: null,
    from: null,
    to: null,
    usage: null,
  };
}

/** Turns the lines of one file into events, a batch at a time. */
export class Importer {
  private readonly ids: LineIds;
  private batch: { customer: string; event: RawEvent }[] = [];

  constructor(
    private readonly ctx: Context,
    private readonly input: Pick<ImportLogInput, 'meter' | 'customerFrom' | 'dryRun'>,
    private readonly outcome: ImportLogOutcome,
    private readonly shiftMs: number,
  ) {
    this.ids = new LineIds(input.meter);
  }

  get isFull(): boolean {
    return this.batch.length >= BATCH_EVENTS;
  }

  take(line: RawLine): void {
    const { outcome } = this;
    outcome.lines++;
    const parsed = line.isTooLong
      ? { problem: 'the line is too long' }
      : parseLogLine(line.bytes.toString('utf8'));
    if ('problem' in parsed) {
      this.nameMalformed(line.number, parsed.problem);
      return;
    }
    const customer = customerOf(parsed.request, this.input.customerFrom);
    if (customer === null) this.reject('no_user');
    else if (customer.length > MAX_CUSTOMER_LENGTH) this.reject('customer_too_long');
    else this.enqueue(line, customer, parsed.request);
  }

  /** Notes a line that was dealt with before, so that one like it is known as the next of its kind. */
  remember(bytes: Uint8Array): void {
    if (!('problem' in parseLogLine(Buffer.from(bytes).toString('utf8')))) this.ids.idOf(bytes);
  }

  private enqueue(line: RawLine, customer: string, request: LogRequest): void {
    const occurredAt = new Date(request.occurredAtMs + this.shiftMs);
    this.outcome.usage?.add(customer, request, occurredAt);
    const id = this.ids.idOf(line.bytes);
    this.batch.push({ customer, event: this.eventOf(id, customer, request, occurredAt) });
  }

  /** Records what has gathered. */
  async flush(): Promise<void> {
    const { batch, ctx, outcome } = this;
    this.batch = [];
    if (this.input.dryRun) {
      outcome.counted += batch.length;
      return;
    }
    const unknown = await this.record(batch, false);
    if (unknown.length === 0) return;
    // The ledger's own judgement says whom to make: a line that it refuses for its age makes no customer.
    const names = unknown.map(({ customer }) => customer);
    outcome.customersCreated += await ensureCustomers(ctx, names);
    await this.record(unknown, true);
  }

  /** Sends events to the ledger and counts its answers. Returns those of unknown customers, unless final. */
  private async record(batch: Importer['batch'], isFinal: boolean): Promise<Importer['batch']> {
    const { outcome } = this;
    const answer = await recordEvents(
      this.ctx,
      batch.map(({ event }) => event),
    );
    outcome.counted += answer.accepted;
    outcome.duplicates += answer.duplicates;
    for (const { code } of answer.warnings) increment(outcome.warnings, code);
    const unknown: Importer['batch'] = [];
    for (const { index, code } of answer.rejected) {
      const one = batch[index];
      if (one && code === 'unknown_customer' && !isFinal) unknown.push(one);
      else this.reject(code);
    }
    return unknown;
  }

  private eventOf(id: string, customer: string, request: LogRequest, occurredAt: Date): RawEvent {
    const { method, target, status, latencyMs } = request;
    return {
      id,
      value: {
        id,
        customer: `ext:${customer}`,
        meter: this.input.meter,
        endpoint: endpointOfPath(method, target),
        timestamp: occurredAt.toISOString(),
        ...(status !== null && { status }),
        ...(latencyMs !== null && { latencyMs }),
      },
    };
  }

  private reject(code: string): void {
    this.outcome.rejected++;
    increment(this.outcome.rejectedByCode, code);
  }

  private nameMalformed(line: number, problem: string): void {
    const { outcome } = this;
    outcome.malformed++;
    if (outcome.malformedLines.length < MAX_NAMED_LINES) outcome.malformedLines.push({ line, problem });
  }
}

function increment(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Whom a request is billed to; null when the log names nobody. */
function customerOf(request: LogRequest, source: CustomerSource): string | null {
  if (source === 'user') return request.user;
  if (source === 'forwarded') return request.forwardedFor ?? request.address;
  return request.address;
}
