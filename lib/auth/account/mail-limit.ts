import { LRUCache } from 'lru-cache';
import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { single } from '@/lib/infra/runtime';

/**
 * How many mails of signing in anybody may cause. Kept in the process, like failed sign-ins: the real limit is at
 * most this many times the number of processes.
 */
export const ACCOUNT_MAIL_LIMITS = {
  recipient: { mails: 5, windowMs: 3_600_000, reason: 'A mail that does not come in five tries never will.' },
  address: { mails: 50, windowMs: 3_600_000, reason: 'A whole office may share one address.' },
} as const;

const REMEMBERED = 100_000;

/** Counts a mail that somebody asks for. Throws `too_many_requests` past the limit. */
export function countAccountMail(recipient: string, address: string | null): void {
  const sent = single('account-mails', () => new LRUCache<string, number>({ max: REMEMBERED }));
  const subjects = [
    { key: `to ${recipient}`, limit: ACCOUNT_MAIL_LIMITS.recipient },
    ...(address ? [{ key: `from ${address}`, limit: ACCOUNT_MAIL_LIMITS.address }] : []),
  ];
  const nowMs = systemClock.tickingMs();
  for (const { key, limit } of subjects) {
    // One counter a window: its name holds the window's number, so it needs no end.
    const window = `${key} ${Math.floor(nowMs / limit.windowMs)}`;
    const count = sent.get(window) ?? 0;
    if (count >= limit.mails) {
      const retryAfterSeconds = Math.ceil((limit.windowMs - (nowMs % limit.windowMs)) / 1000);
      throw new AppError('too_many_requests', 'Too many mails. Try again in an hour.', { retryAfterSeconds });
    }
    sent.set(window, count + 1);
  }
}
