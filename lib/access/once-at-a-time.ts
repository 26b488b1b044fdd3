import { single } from '@/lib/infra/runtime';

/**
 * Runs works of one name one after another in this process: the second with the same idempotency key finds
 * the first one's answer instead of consuming from the limits beside it.
 */
export async function onceAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const running = single('once-at-a-time', () => new Map<string, Promise<unknown>>());
  const before = running.get(name) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(work);
  running.set(name, mine);
  try {
    return await mine;
  } finally {
    if (running.get(name) === mine) running.delete(name);
  }
}
