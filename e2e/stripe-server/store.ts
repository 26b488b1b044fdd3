import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kind, Kinds } from './kinds';

interface JournalLine {
  account: string;
  kind: Kind;
  id: string;
  /** Absent: removed. */
  object?: unknown;
}

/**
 * The objects of every account, in memory, in the order they were made. With a file, each change is appended
 * to it before the answer leaves, so that neither a restart nor a kill loses a payment that was reported; the
 * file is written anew, without what was overwritten, at every start.
 */
export class Store {
  private readonly tables = new Map<string, Map<string, unknown>>();
  private readonly changed = new Map<string, JournalLine>();

  constructor(private readonly file: string | null) {
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) this.replay(readFileSync(file, 'utf8'));
    this.rewrite();
  }

  find<K extends Kind>(account: string, kind: K, id: string): Kinds[K] | undefined {
    return this.table(account, kind).get(id) as Kinds[K] | undefined;
  }

  /** Newest first, as Stripe lists. */
  all<K extends Kind>(account: string, kind: K): Kinds[K][] {
    return ([...this.table(account, kind).values()] as Kinds[K][]).reverse();
  }

  save<K extends Kind>(account: string, kind: K, object: Kinds[K]): Kinds[K] {
    this.table(account, kind).set(object.id, object);
    this.changed.set(`${account} ${kind} ${object.id}`, { account, kind, id: object.id, object });
    return object;
  }

  remove(account: string, kind: Kind, id: string): void {
    this.table(account, kind).delete(id);
    this.changed.set(`${account} ${kind} ${id}`, { account, kind, id });
  }

  accounts(): string[] {
    return [...new Set([...this.tables.keys()].map((key) => key.split(' ')[0] as string))];
  }

  /** Makes the changes since the last call durable. */
  commit(): void {
    if (this.changed.size === 0) return;
    if (this.file) {
      appendFileSync(
        this.file,
        [...this.changed.values()].map((line) => `${JSON.stringify(line)}\n`).join(''),
      );
    }
    this.changed.clear();
  }

  clear(): void {
    this.tables.clear();
    this.changed.clear();
    this.rewrite();
  }

  private table(account: string, kind: Kind): Map<string, unknown> {
    const key = `${account} ${kind}`;
    let table = this.tables.get(key);
    if (!table) {
      table = new Map();
      this.tables.set(key, table);
    }
    return table;
  }

  private replay(journal: string): void {
    for (const text of journal.split('\n')) {
      const line = parseLine(text);
      if (!line) continue;
      if (line.object) this.table(line.account, line.kind).set(line.id, line.object);
      else this.table(line.account, line.kind).delete(line.id);
    }
  }

  private rewrite(): void {
    if (!this.file) return;
    const lines: string[] = [];
    for (const [key, table] of this.tables) {
      const [account, kind] = key.split(' ');
      for (const [id, object] of table) lines.push(`${JSON.stringify({ account, kind, id, object })}\n`);
    }
    const fresh = `${this.file}.new`;
    writeFileSync(fresh, lines.join(''), { mode: 0o600 });
    renameSync(fresh, this.file);
  }
}

/** The last line of a process that was killed may be cut off; its request was never answered. */
function parseLine(text: string): JournalLine | null {
  try {
    return text === '' ? null : (JSON.parse(text) as JournalLine);
  } catch {
    return null;
  }
}
