import { LRUCache } from 'lru-cache';
import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { single } from '@/lib/infra/runtime';

/**
 * How many failed sign-ins are borne. Kept in the process: a restart forgets them and each web process counts
 * for itself, so the real limit is at most this many times the number of processes.
 */
export const LOGIN_LIMITS = {
  account: {
    failures: 10,
    windowMs: 15 * 60 * 1000,
    reason: 'Nobody mistypes this often; 960 guesses a day get nowhere against ten characters.',
  },
  address: {
    failures: 100,
    windowMs: 15 * 60 * 1000,
    reason: 'A whole office may share one address; a list of stolen passwords is far longer.',
  },
} as const;

/** Enough for an attack from many addresses to be remembered, and under 20 MB. */
const REMEMBERED = 100_000;

interface Failures {
  count: number;
  endsAtMs: number;
}

function failures(): LRUCache<string, Failures> {
  return single('login-failures', () => new LRUCache<string, Failures>({ max: REMEMBERED }));
}

/**
 * Counts an attempt as failed before the password is looked at, so that a thousand at once are a thousand.
 * Throws `too_many_requests` when one of the two has used up its attempts. `succeeded` takes the count back.
 */
export function beginLoginAttempt(email: string, address: string | null): { succeeded(): void } {
  const subjects = [
    { key: `account ${email}`, limit: LOGIN_LIMITS.account },
    ...(address ? [{ key: `address ${address}`, limit: LOGIN_LIMITS.address }] : []),
  ];
  const nowMs = systemClock.tickingMs();
  for (const { key, limit } of subjects) {
    const known = current(key, nowMs);
    if (known && known.count >= limit.failures) throw tooMany(known.endsAtMs - nowMs);
  }
  for (const { key, limit } of subjects) {
    const known = current(key, nowMs) ?? { count: 0, endsAtMs: nowMs + limit.windowMs };
    failures().set(key, { ...known, count: known.count + 1 });
  }
  return {
    succeeded() {
      const [account, ...rest] = subjects;
      if (account) failures().delete(account.key);
      for (const { key } of rest) {
        const known = failures().get(key);
        if (known) failures().set(key, { ...known, count: Math.max(0, known.count - 1) });
      }
    },
  };
}

function current(key: string, nowMs: number): Failures | undefined {
  const known = failures().get(key);
  return known && known.endsAtMs > nowMs ? known : undefined;
}

function tooMany(leftMs: number): AppError {
  const minutes = Math.ceil(leftMs / 60_000);
  return new AppError(
    'too_many_requests',
    `Too many failed attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    { retryAfterSeconds: Math.ceil(leftMs / 1000) },
  );
}
