import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { announcements } from '@/lib/infra/announcements';
import { logger } from '@/lib/infra/logger';
import { runtime, single } from '@/lib/infra/runtime';
import { requireProviderSide } from '@/lib/tenants';
import { decodeBatch, type LiveBatch } from './batch';
import { channelOf } from './channel';
import { SAY_AGAIN_MS, sayWatched } from './watched';

/** Open screens of one process: of one account, and in all. */
const MOST_OF_ACCOUNT = 20;
const MOST = 200;

interface Watcher {
  providerId: string;
  /** Told when the process ends. */
  end(): void;
}

const watchers = () =>
  single('live-watchers', () => {
    const open = new Set<Watcher>();
    runtime().closers.push(async () => {
      for (const { end } of open) end();
    });
    return open;
  });

/**
 * Calls `onBatch` with what comes in, in whatever process, until the answer is called; `onEnd` once, when the process
 * stops before that. Says nothing of what was before.
 * @throws AppError `too_many_requests` where too many watch already
 */
export async function watchCalls(
  ctx: Context,
  { onBatch, onEnd }: { onBatch(batch: LiveBatch): void; onEnd(): void },
): Promise<() => void> {
  requireProviderSide(ctx);
  const { id } = ctx.provider;
  const open = watchers();
  const own = [...open].filter(({ providerId }) => providerId === id);
  if (open.size >= MOST || own.length >= MOST_OF_ACCOUNT) {
    throw new AppError('too_many_requests', 'Too many screens watch already; close one.');
  }
  const watcher = { providerId: id, end: onEnd };
  open.add(watcher);
  let unhear: () => void;
  try {
    unhear = await announcements().hear(channelOf(id), (payload) => {
      const batch = decodeBatch(payload);
      if (batch) onBatch(batch);
    });
    await sayWatched(id);
    // This process, at least, tells every call from here on.
    await announcements().barrier();
  } catch (error) {
    open.delete(watcher);
    throw error;
  }
  const timer = setInterval(() => {
    sayWatched(id).catch((error) =>
      logger().warn({ err: error }, 'live: nobody was told that somebody watches'),
    );
  }, SAY_AGAIN_MS).unref();
  return () => {
    clearInterval(timer);
    open.delete(watcher);
    unhear();
  };
}

/** Ends every open screen, so that a server that stops does not wait for them. */
export function endWatching(): void {
  for (const { end } of [...watchers()]) end();
}
