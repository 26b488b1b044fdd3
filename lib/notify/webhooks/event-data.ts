import { z } from 'zod';
import { creditNote, getInvoice, invoice, listCreditNotes } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { getKey, key } from '@/lib/keys';
import type { WebhookEventType } from '@/lib/outbox';
import { getSubscriptionById, subscription } from '@/lib/subscriptions';
import { customer, getCustomer } from '@/lib/tenants';
import type { EventRow } from '../event-store';

/** An account has few credit notes for one invoice. */
const NOTES = 100;

type Reader = (ctx: Context, event: EventRow) => Promise<Record<string, unknown>>;

const ofSubscription: Reader = async (ctx, { subjectId }) =>
  subscription.parse(await getSubscriptionById(ctx, { id: subjectId }));
const ofKey: Reader = async (ctx, { subjectId }) => key.parse(await getKey(ctx, { id: subjectId }));
const ofInvoice: Reader = async (ctx, { subjectId }) =>
  invoice.parse(await getInvoice(ctx, { id: subjectId }));

const crossing = z.object({
  meter: z.string().optional(),
  currency: z.string().optional(),
  hard: z.boolean().optional(),
  percent: z.number(),
  used: z.number(),
  limit: z.number(),
  periodStart: z.string(),
  periodEnd: z.string(),
});

const ofCrossing: Reader = async (ctx, { subjectId, facts }) => {
  const { id, externalId, name } = await getCustomer(ctx, { id: subjectId });
  return { customer: { id, externalId, name }, ...crossing.parse(facts) };
};

/** How each kind of event is told: always the whole public object, through the schema of its own answer. */
const READERS: Record<WebhookEventType, Reader> = {
  'customer.created': async (ctx, { subjectId }) => customer.parse(await getCustomer(ctx, { id: subjectId })),
  'key.created': ofKey,
  'key.rotated': ofKey,
  'key.revoked': ofKey,
  'subscription.created': ofSubscription,
  'subscription.changed': ofSubscription,
  'subscription.cancelled': ofSubscription,
  'subscription.past_due': ofSubscription,
  'usage.threshold_reached': ofCrossing,
  'quota.exceeded': ofCrossing,
  'budget.reached': ofCrossing,
  'invoice.created': ofInvoice,
  'invoice.finalized': ofInvoice,
  'invoice.paid': ofInvoice,
  'invoice.payment_failed': ofInvoice,
  'invoice.voided': ofInvoice,
  'credit_note.created': async (ctx, { subjectId, facts }) => {
    const of = String((facts as { invoice?: unknown } | null)?.invoice ?? '');
    const { data } = await listCreditNotes(ctx, { invoice: of, limit: NOTES });
    return creditNote.parse(data.find(({ id }) => id === subjectId) ?? { id: subjectId });
  },
};

/**
 * The object that an event is about, as the API would show it now. One that is gone is told of by its id; nothing
 * else of it is left.
 */
export async function eventData(
  ctx: Context,
  event: EventRow & { type: WebhookEventType },
): Promise<Record<string, unknown>> {
  try {
    return await READERS[event.type](ctx, event);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return { id: event.subjectId };
    throw error;
  }
}
