import { systemClock } from '@/lib/core/clock';
import type { Context, ProviderId, Transaction } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { untenantedTransaction } from '@/lib/infra/postgres';
import { contextOfProviderId } from '@/lib/tenants';
import { type EventRow, holdNextEvent, markHandled, putOff } from './event-store';
import { fanOutToMails } from './mail/fan-out-to-mails';
import { NOTIFIER } from './notifier';
import { fanOutToEndpoints } from './webhooks/fan-out-to-endpoints';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60 * 60 * 1000;

/**
 * Makes deliveries and mails of the oldest event that waits, and marks it as handled, in one transaction: a worker
 * that dies in the middle leaves it as it was. False when none waits.
 */
export async function handleNextEvent(): Promise<boolean> {
  let held: EventRow | null = null;
  try {
    return await untenantedTransaction(async (transaction) => {
      const now = systemClock.now();
      held = await holdNextEvent({ transaction }, now);
      if (!held) return false;
      await handle(held, transaction);
      await markHandled({ transaction }, held.providerId as ProviderId, held.id, now);
      return true;
    });
  } catch (error) {
    if (!held) throw error;
    const { providerId, id, type, failures } = held as EventRow;
    logger().error({ err: error, providerId, id, type }, 'an event could not be told of; it is tried again');
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    await putOff(held, new Date(systemClock.now().getTime() + pauseMs));
    return true;
  }
}

async function handle(event: EventRow, transaction: Transaction): Promise<void> {
  const found = await contextOfProviderId(event.providerId, NOTIFIER);
  // Nobody is told of what happened at an account that has been closed since.
  if (!found) return;
  const ctx: Context = { ...found, transaction };
  await fanOutToEndpoints(ctx, event);
  await fanOutToMails(ctx, event);
}
