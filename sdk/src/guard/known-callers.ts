import { clock } from '../clock';
import { nameOf } from './asked';
import type { Caller } from './call';

const MAX_CALLERS = 50_000;
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** Callers that were accepted lately; the longest unseen are forgotten first. */
export class KnownCallers {
  private readonly seenAtMs = new Map<string, number>();

  note(who: Caller): void {
    const name = nameOf(who);
    this.seenAtMs.delete(name);
    this.seenAtMs.set(name, clock.tickingMs());
    if (this.seenAtMs.size > MAX_CALLERS) this.seenAtMs.delete(this.seenAtMs.keys().next().value as string);
  }

  has(who: Caller): boolean {
    const seenAtMs = this.seenAtMs.get(nameOf(who));
    return seenAtMs !== undefined && clock.tickingMs() - seenAtMs < REMEMBERED_MS;
  }
}
