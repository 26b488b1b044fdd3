import { LRUCache } from 'lru-cache';
import { systemClock } from '@/lib/core/clock';
import { single } from '@/lib/infra/runtime';

interface Kept {
  /** When it was asked for, and how long it took. */
  startedMs: number;
  tookMs: number;
  value: Promise<unknown>;
}

/** An answer is good for as many times as long as it took: a screen that is left open costs a few percent. */
const TIMES = 20;
const REMEMBERED = 500;

/**
 * The last answer while it is young for what it cost, else a new one; several who ask at once share one. For
 * screens that ask again by themselves; the API always computes.
 */
export function reuse<T>(key: string, compute: () => Promise<T>): Promise<T> {
  const kept = single('revenue-answers', () => new LRUCache<string, Kept>({ max: REMEMBERED }));
  const nowMs = systemClock.tickingMs();
  const known = kept.get(key);
  if (known && nowMs - known.startedMs < known.tookMs * TIMES) return known.value as Promise<T>;
  const entry: Kept = { startedMs: nowMs, tookMs: Number.POSITIVE_INFINITY, value: Promise.resolve() };
  const value = compute().then(
    (answer) => {
      entry.tookMs = systemClock.tickingMs() - nowMs;
      return answer;
    },
    (error: unknown) => {
      kept.delete(key);
      throw error;
    },
  );
  entry.value = value;
  kept.set(key, entry);
  return value;
}
