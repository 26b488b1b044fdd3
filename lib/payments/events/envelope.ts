import { z } from 'zod';

const reference = z.union([z.string(), z.object({ id: z.string() }).loose()]).nullish();

/** As much of an event as is needed to find out whose it is and to read the object anew. */
const event = z
  .object({
    id: z.string().min(1),
    object: z.literal('event'),
    type: z.string(),
    account: z.string().optional(),
    livemode: z.boolean(),
    created: z.int(),
    data: z.object({
      object: z
        .object({
          id: z.string().optional(),
          object: z.string(),
          metadata: z.record(z.string(), z.string()).nullish(),
          payment_intent: reference,
          customer: reference,
          charge: reference,
        })
        .loose(),
      previous_attributes: z.object({ customer: reference }).loose().nullish(),
    }),
  })
  .loose();

/** What is kept of an event: nothing of its object but where to find it. */
export const envelope = z.object({
  object: z.string(),
  provider: z.string().nullable(),
  payment: z.string().nullable(),
  intent: z.string().nullable(),
  customer: z.string().nullable(),
  charge: z.string().nullable(),
});

export type Envelope = z.output<typeof envelope>;

export interface ReadEvent {
  id: string;
  type: string;
  account: string;
  isLive: boolean;
  createdAt: Date;
  objectId: string;
  envelope: Envelope;
}

const MS = 1000;

/** Reads an event that was proven to be Stripe's; null for what is none. */
export function readEnvelope(json: unknown): ReadEvent | null {
  const parsed = event.safeParse(json);
  if (!parsed.success) return null;
  const { id, type, account = '', livemode, created, data } = parsed.data;
  const { object } = data;
  const intent = object.object === 'payment_intent' ? object.id : idOf(object.payment_intent);
  return {
    ...{ id, type, account, isLive: livemode, createdAt: new Date(created * MS) },
    objectId: object.id ?? '',
    envelope: {
      object: object.object,
      provider: object.metadata?.provider ?? null,
      payment: object.metadata?.payment ?? null,
      intent: intent ?? null,
      // A card that was taken away is nobody's any more; the event says whose it was.
      customer: idOf(object.customer) ?? idOf(data.previous_attributes?.customer),
      charge: idOf(object.charge),
    },
  };
}

function idOf(value: z.output<typeof reference>): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : value.id;
}
