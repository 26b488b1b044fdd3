import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { isAppError, notFound } from '@/lib/core/errors';
import { type Page, pageOf, pageQuery, paginate } from '@/lib/core/pagination';
import { instantAnswer, requireProviderSide, requireProviderWriter } from '@/lib/tenants';
import { attempt } from './receive-stripe-event';
import { type EventRow, findEventOf, readEvents } from './store';

const STATUSES = ['received', 'handled', 'ignored', 'failed', 'dead'] as const;

export const stripeEvent = z
  .object({
    id: z.string().meta({ examples: ['evt_1Q2w3E4r5T6y7U8i'] }),
    type: z.string().meta({ examples: ['payment_intent.succeeded'] }),
    object: z.string(),
    status: z
      .enum(STATUSES)
      .describe('failed: Stripe sends it again; dead: it was given up and waits to be replayed.'),
    attempts: z.int(),
    error: z.string().nullable(),
    createdAt: instantAnswer,
    receivedAt: instantAnswer,
    handledAt: instantAnswer.nullable(),
  })
  .meta({ id: 'StripeEvent' });

export type StripeEventView = z.output<typeof stripeEvent>;
export const stripeEventList = pageOf(stripeEvent);
export const listStripeEventsInput = z.object({ ...pageQuery, status: z.enum(STATUSES).optional() });
export const stripeEventParams = z.object({ id: z.string().regex(/^evt_[A-Za-z0-9_]{1,200}$/) });

/** What Stripe told about an account and what became of it, the newest first. */
export async function listStripeEvents(
  ctx: Context,
  input: z.output<typeof listStripeEventsInput>,
): Promise<Page<StripeEventView>> {
  requireProviderSide(ctx);
  const status = input.status && [input.status];
  const page = await paginate(
    input,
    (row: EventRow) => row.receivedAt.toISOString(),
    (take, after) => readEvents(ctx.provider.id, { status, take, after }),
  );
  return { ...page, data: page.data.map(eventView) };
}

/** Handles an event again, whatever became of it before; its object is read as it is now. */
export async function replayStripeEvent(ctx: Context, input: { id: string }): Promise<StripeEventView> {
  requireProviderWriter(ctx);
  const row = await findEventOf(ctx.provider.id, input.id);
  if (!row) throw notFound('event');
  try {
    await attempt({ ...row, attempts: 0 });
  } catch (error) {
    // What went wrong stands in the event itself.
    if (!isAppError(error)) throw error;
  }
  const after = await findEventOf(ctx.provider.id, input.id);
  return eventView(after ?? row);
}

function eventView(row: EventRow): StripeEventView {
  return {
    id: row.eventId,
    type: row.type,
    object: row.objectId,
    status: stripeEvent.shape.status.parse(row.status),
    attempts: row.attempts,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    handledAt: row.handledAt?.toISOString() ?? null,
  };
}
