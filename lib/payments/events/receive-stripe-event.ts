import Stripe from 'stripe';
import { systemClock } from '@/lib/core/clock';
import { AppError, isAppError } from '@/lib/core/errors';
import { logger } from '@/lib/infra/logger';
import { isLiveKey, type StripeMode, stripe, stripeKeys } from '@/lib/infra/stripe';
import { type ReadEvent, readEnvelope } from './envelope';
import { handleEvent } from './handle-event';
import { type EventRow, recordEvent, updateEvent } from './store';

/** So often Stripe is asked to send an event again; what fails then too is left to somebody who looks. */
const MAX_ATTEMPTS = 8;

export interface Received {
  received: true;
  status: string;
}

/**
 * Takes an event of Stripe's: proven by its signature over the raw body, written down once, then handled by reading
 * its object anew. A repeat of a handled one does nothing, a repeat of one that failed is handled again.
 * @throws AppError `malformed` for a body that Stripe did not sign, `unavailable` to have it sent again
 */
export async function receiveStripeEvent(input: {
  body: string;
  signature: string | null;
}): Promise<Received> {
  const { mode, event } = verified(input);
  const receivedAt = systemClock.now();
  const key = stripeKeys()[mode]?.secretKey ?? '';
  const isForeign = event.isLive !== isLiveKey(key);
  const row = await recordEvent({
    ...{ source: mode, eventId: event.id, type: event.type, account: event.account },
    ...{ objectId: event.objectId, createdAt: event.createdAt, receivedAt, envelope: { ...event.envelope } },
    status: isForeign ? 'ignored' : 'received',
    ...(isForeign && { error: 'Of the other mode: test and live are kept apart.', handledAt: receivedAt }),
  });
  if (row.status !== 'received' && row.status !== 'failed') return { received: true, status: row.status };
  return { received: true, status: await attempt(row) };
}

/**
 * Handles an event and notes what became of it. What may go better later is thrown, so that Stripe sends it again;
 * what never will is kept as a dead letter and answered as received.
 */
export async function attempt(row: EventRow): Promise<string> {
  try {
    const { status, providerId } = await handleEvent(row);
    const handledAt = systemClock.now();
    await updateEvent(row, { status, providerId, handledAt, error: null, attempts: row.attempts + 1 });
    return status;
  } catch (error) {
    const isOver = isPermanent(error) || row.attempts + 1 >= MAX_ATTEMPTS;
    const status = isOver ? 'dead' : 'failed';
    const message = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    await updateEvent(row, { status, error: message, attempts: row.attempts + 1 });
    logger().warn({ err: error, event: row.eventId, type: row.type, status }, 'an event of Stripe’s failed');
    if (isOver) return status;
    throw new AppError('unavailable', 'Not handled; send it again.', { cause: error, retryAfterSeconds: 30 });
  }
}

/** Stripe refused, or a rule of ours did: the same again will end the same. */
function isPermanent(error: unknown): boolean {
  if (isAppError(error)) return error.status < 500;
  return (error as { type?: unknown } | null)?.type === 'StripeInvalidRequestError';
}

function verified(input: { body: string; signature: string | null }): { mode: StripeMode; event: ReadEvent } {
  const keys = stripeKeys();
  for (const mode of ['live', 'test'] as const) {
    for (const secret of keys[mode]?.webhookSecrets ?? []) {
      const event = readSigned(input, mode, secret);
      if (event) return { mode, event };
    }
  }
  throw new AppError('malformed', 'The signature does not fit the body.');
}

function readSigned(
  { body, signature }: { body: string; signature: string | null },
  mode: StripeMode,
  secret: string,
): ReadEvent | null {
  if (signature === null) return null;
  try {
    return readEnvelope(stripe(mode).webhooks.constructEvent(body, signature, secret));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    throw new AppError('malformed', 'The body is no event.', { cause: error });
  }
}
