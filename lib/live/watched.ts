import { systemClock } from '@/lib/core/clock';
import type { ProviderId } from '@/lib/core/context';
import { announcements } from '@/lib/infra/announcements';
import { runtime, single } from '@/lib/infra/runtime';

/*
 * Which accounts somebody is watching, in any process: only their calls are told. Whoever watches says so every few
 * seconds, and is forgotten when it no longer does; so a process that dies leaves nothing behind.
 */

const WATCH_CHANNEL = 'tollgate_watch';
export const SAY_AGAIN_MS = 4_000;
const FORGET_AFTER_MS = 12_000;

/** When each account was last said to be watched, by this process's ticking clock. */
class Watched {
  private readonly until = new Map<string, number>();

  /** When this process hears who watches. */
  readonly isListening = announcements()
    .hear(WATCH_CHANNEL, (providerId) => this.note(providerId))
    .then(() => undefined)
    .catch(() => undefined);

  /** Asked for every call: a look into an empty map, as long as nobody watches. */
  has(providerId: ProviderId): boolean {
    if (this.until.size === 0) return false;
    const until = this.until.get(providerId);
    if (until === undefined) return false;
    if (until > systemClock.tickingMs()) return true;
    this.until.delete(providerId);
    return false;
  }

  private note(providerId: string): void {
    this.until.set(providerId, systemClock.tickingMs() + FORGET_AFTER_MS);
  }
}

export const watched = () => single('live-watched', () => new Watched());

/** Tells every process that somebody watches an account. */
export async function sayWatched(providerId: ProviderId): Promise<void> {
  await watched().isListening;
  await runtime().pool.query('SELECT pg_notify($1, $2)', [WATCH_CHANNEL, providerId]);
}
