import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pid } from 'node:process';
import { MemorySpool, type Spool, type SpooledCall } from '../guard/spool';
import { randomId } from '../random-id';

const NAME = /^(\d+)\.[0-9a-z]+\.ndjson$/;

/** Of this process; the others may be taken over if their owners are gone. */
const inUse = new Set<string>();

export interface DiskSpoolOptions {
  /** Made where it is missing. Processes of one host may share it: each has a file of its own. */
  folder: string;
  /** Default 100,000. */
  maxCalls?: number;
}

/**
 * Keeps calls in memory and in a file, so that they outlive the process: the next one on the folder takes over the
 * files of processes that are gone. Taking over twice is harmless, for the calls carry their ids. The files hold
 * keys of customers, so only their owner may read them.
 */
export class DiskSpool implements Spool {
  private readonly memory: MemorySpool;
  private readonly file: string;

  constructor({ folder, maxCalls = 100_000 }: DiskSpoolOptions) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.memory = new MemorySpool(maxCalls);
    const own = `${pid}.${randomId()}.ndjson`;
    this.file = join(folder, own);
    inUse.add(own);
    for (const name of readdirSync(folder)) this.takeOver(folder, name);
  }

  get size(): number {
    return this.memory.size;
  }

  add(call: SpooledCall): boolean {
    if (!this.memory.add(call)) return false;
    // At once: the call it stands for has been answered, and the process may end at any moment.
    appendFileSync(this.file, `${JSON.stringify(call)}\n`, { mode: 0o600 });
    return true;
  }

  peek(count: number): SpooledCall[] {
    return this.memory.peek(count);
  }

  remove(calls: SpooledCall[]): void {
    this.memory.remove(calls);
    this.write();
  }

  async close(): Promise<void> {
    inUse.delete(basename(this.file));
    if (this.size === 0) rmSync(this.file, { force: true });
  }

  private write(): void {
    if (this.size === 0) {
      rmSync(this.file, { force: true });
      return;
    }
    const lines = this.memory.peek(this.size).map((call) => `${JSON.stringify(call)}\n`);
    writeFileSync(`${this.file}.new`, lines.join(''), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private takeOver(folder: string, name: string): void {
    const owner = NAME.exec(name)?.[1];
    if (owner === undefined || inUse.has(name)) return;
    // In a container every process in turn may have the same number.
    if (Number(owner) !== pid && isAlive(Number(owner))) return;
    const claimed = join(folder, `${pid}.${randomId()}.taken`);
    try {
      renameSync(join(folder, name), claimed);
    } catch {
      return; // Another process was first.
    }
    for (const line of readFileSync(claimed, 'utf8').split('\n')) {
      const call = parse(line);
      if (call && !this.add(call)) break;
    }
    rmSync(claimed);
  }
}

/** The last line may have been cut short by the crash. */
function parse(line: string): SpooledCall | null {
  try {
    const call = JSON.parse(line) as SpooledCall;
    return typeof call.id === 'string' && typeof call.at === 'string' ? call : null;
  } catch {
    return null;
  }
}

function isAlive(process: number): boolean {
  if (existsSync('/proc/self')) return existsSync(`/proc/${process}`);
  try {
    globalThis.process.kill(process, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
