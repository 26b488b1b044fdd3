import { type Prisma, untenantedDb } from '@/lib/infra/postgres';

/*
 * What Stripe told us. A row is written before its provider is known, so these look-ups have no tenant; what a
 * provider is shown of them is read with its id.
 */

const EVENT_SELECT = {
  source: true,
  eventId: true,
  type: true,
  account: true,
  objectId: true,
  providerId: true,
  status: true,
  attempts: true,
  error: true,
  createdAt: true,
  receivedAt: true,
  handledAt: true,
  envelope: true,
} as const satisfies Prisma.StripeEventSelect;

export type EventRow = Prisma.StripeEventGetPayload<{ select: typeof EVENT_SELECT }>;

/** Writes an event down; one that is known stays as it is. Returns the row. */
export async function recordEvent(data: Prisma.StripeEventCreateManyInput): Promise<EventRow> {
  await untenantedDb().stripeEvent.createMany({ data: [data], skipDuplicates: true });
  const row = await readEvent(data.source, data.eventId);
  if (!row) throw new Error(`the event ${data.eventId} was not written`);
  return row;
}

export function readEvent(source: string, eventId: string): Promise<EventRow | null> {
  return untenantedDb().stripeEvent.findUnique({
    where: { source_eventId: { source, eventId } },
    select: EVENT_SELECT,
  });
}

export async function updateEvent(
  { source, eventId }: Pick<EventRow, 'source' | 'eventId'>,
  data: Prisma.StripeEventUpdateManyMutationInput,
): Promise<void> {
  await untenantedDb().stripeEvent.updateMany({ where: { source, eventId }, data });
}

/** A provider's events, the newest first. */
export function readEvents(
  providerId: string,
  { status, take, after }: { status?: string[] | undefined; take: number; after: string | null },
): Promise<EventRow[]> {
  return untenantedDb().stripeEvent.findMany({
    where: {
      providerId,
      ...(status && { status: { in: status } }),
      ...(after !== null && { receivedAt: { lt: new Date(after) } }),
    },
    orderBy: { receivedAt: 'desc' },
    take,
    select: EVENT_SELECT,
  });
}

export function findEventOf(providerId: string, eventId: string): Promise<EventRow | null> {
  return untenantedDb().stripeEvent.findFirst({ where: { providerId, eventId }, select: EVENT_SELECT });
}

/** Whose a payment or a customer of Stripe's is, on the platform's own account. */
export async function locate(by: { intent: string | null; customer: string | null }): Promise<string | null> {
  if (by.intent !== null) {
    const where = { stripeIntent: by.intent };
    const row = await untenantedDb().payment.findFirst({ where, select: { providerId: true } });
    if (row) return row.providerId;
  }
  if (by.customer === null) return null;
  const where = { stripeCustomer: by.customer };
  const row = await untenantedDb().payer.findFirst({ where, select: { providerId: true } });
  return row?.providerId ?? null;
}

export async function readSlug(providerId: string): Promise<string | null> {
  const row = await untenantedDb().provider.findUnique({
    where: { id: providerId },
    select: { slug: true },
  });
  return row?.slug ?? null;
}
