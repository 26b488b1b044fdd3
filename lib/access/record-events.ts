import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { type Known, whenKnown } from '@/lib/core/known';
import { metrics } from '@/lib/infra/metrics';
import { type EventEntry, eventWriter } from '@/lib/usage';
import type { Account, Key } from './account';
import { accounts, type Meters } from './accounts';
import { noteDenial } from './denials';
import { followCommit } from './follow-commit';
import { isLeftOver, noteLateUsage } from './note-late-usage';
import type { RawEvent } from './parse-events';
import { type EventRejection, type EventsResponse, type EventWarning, usageEventSchema } from './schemas';
import { showUse } from './show-use';

const MAX_AGE_MS = 400 * 24 * 60 * 60 * 1000;
const MAX_AHEAD_MS = 10 * 60 * 1000;
/** Characters of what a caller called unknown fields: ten thousand events must not be answered with megabytes. */
const MAX_SHOWN_NAMES = 100;

interface Accepted {
  index: number;
  entry: EventEntry;
  account: Account;
  warning: EventWarning['code'] | null;
}

type Refusal = Pick<EventRejection, 'code' | 'message'>;

/**
 * Records usage that already happened. Each event is judged alone: a bad one never rejects its neighbours.
 * Returns after the commit.
 *
 * @throws unavailable when the ledger cannot be written; then nothing of the request was stored
 */
export async function recordEvents(ctx: Context, events: RawEvent[]): Promise<EventsResponse> {
  const now = ctx.clock.now();
  const meters = await accounts().meters(ctx);
  const accepted: Accepted[] = [];
  const rejected: EventRejection[] = [];
  for (const [index, event] of events.entries()) {
    const known = judge(ctx, event, now, meters);
    const judged = known instanceof Promise ? await known : known;
    if ('code' in judged) rejected.push({ index, id: event.id, ...judged });
    else accepted.push({ index, entry: judged.entry, account: judged.account, warning: judged.warning });
  }
  // Noted first: a note without usage does nothing, usage without a note would stay unbilled.
  await noteLateUsage(
    ctx,
    accepted.filter(({ entry, account }) => isLeftOver(entry, account)).map(({ account }) => account),
  );
  const outcomes = await eventWriter().append(accepted.map((one) => one.entry));
  const counted = accepted.filter((_, position) => outcomes[position]?.isNew);
  for (const [position, { entry }] of accepted.entries()) {
    if (!outcomes[position]?.isNew) noteDenial(ctx, entry.customerId, askedOf(entry), 'duplicate');
  }
  for (const { entry } of counted) showUse(ctx, entry);
  await followCommit(ctx, counted.filter(isCharged).map(followed), outcomes[0]?.xid ?? '0');
  const { events: recorded } = metrics();
  recorded.inc({ outcome: 'accepted' }, counted.length);
  recorded.inc({ outcome: 'duplicate' }, accepted.length - counted.length);
  recorded.inc({ outcome: 'rejected' }, rejected.length);
  return {
    accepted: counted.length,
    duplicates: accepted.length - counted.length,
    rejected,
    warnings: counted.flatMap(({ index, entry, warning }) =>
      warning === null ? [] : [{ index, id: entry.eventId, code: warning }],
    ),
  };
}

const refuse = (code: EventRejection['code'], message: string): Refusal => ({ code, message });

type Judged = Omit<Accepted, 'index'> | Refusal;

function judge(ctx: Context, raw: RawEvent, now: Date, meters: Meters): Known<Judged> {
  if ('problem' in raw) return refuse('invalid_event', raw.problem);
  const parsed = usageEventSchema.safeParse(raw.value);
  if (!parsed.success) return refuse('invalid_event', firstComplaint(parsed.error));
  const event = parsed.data;
  const occurredAt = event.timestamp === undefined ? now : new Date(event.timestamp);
  if (now.getTime() - occurredAt.getTime() > MAX_AGE_MS) {
    return refuse('timestamp_too_old', 'The event is more than 400 days old.');
  }
  if (occurredAt.getTime() - now.getTime() > MAX_AHEAD_MS) {
    return refuse('timestamp_in_future', 'The event is more than 10 minutes ahead.');
  }
  if (!meters.has(event.meter)) return refuse('unknown_meter', `No meter "${event.meter}".`);
  const use = { event, occurredAt, now };
  const key = event.key === undefined ? null : accounts().keyOf(ctx, event.key);
  return whenKnown(key, (found) => ownedBy(ctx, use, found));
}

/** An event that is as it must be, whoever it is of. */
interface Use {
  event: z.output<typeof usageEventSchema>;
  occurredAt: Date;
  now: Date;
}

function ownedBy(ctx: Context, use: Use, key: Key | null): Known<Judged> {
  const { event } = use;
  if (event.key !== undefined && !key) {
    noteDenial(ctx, '', askedOf(event), 'unknown_caller');
    return refuse('unknown_key', 'No such key.');
  }
  const account = accounts().byReference(ctx, key?.customerId ?? (event.customer as string));
  return whenKnown(account, (found) => accept(ctx, use, key, found));
}

function accept(
  ctx: Context,
  { event, occurredAt, now }: Use,
  key: Key | null,
  account: Account | null,
): Judged {
  if (!account) {
    noteDenial(ctx, '', askedOf(event), 'unknown_caller');
    return refuse('unknown_customer', `No customer "${event.customer}".`);
  }
  // Written out rather than spread, which takes longer than everything else here (see verify-call.ts).
  const entry: EventEntry = {
    providerId: ctx.provider.id,
    customerId: account.customerId,
    eventId: event.id,
    meter: event.meter,
    occurredAt,
    receivedAt: now,
    quantity: event.quantity,
    endpoint: event.endpoint ?? '',
    keyId: key?.id ?? '',
    status: event.status ?? 0,
    latencyMs: event.latencyMs ?? null,
    properties: event.properties ?? null,
  };
  return { entry, account, warning: warningOf(entry, account) };
}

/** As a call would have asked for it. */
const askedOf = ({ meter, quantity }: Pick<EventEntry, 'meter' | 'quantity'>) => ({
  ...{ meter, cost: quantity, dryRun: false },
});

function firstComplaint(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    return `${issue.keys.join(', ').slice(0, MAX_SHOWN_NAMES)}: Not a field of an event.`;
  }
  return `${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'is invalid'}`;
}

/** Why an event that counts will not bill as usual. */
function warningOf(entry: EventEntry, { plan, invoicedUntilMs }: Account): EventWarning['code'] | null {
  if (entry.occurredAt.getTime() < invoicedUntilMs) return 'late_for_invoiced_period';
  if (!plan || (plan.cancelsAtMs !== null && plan.cancelsAtMs <= entry.occurredAt.getTime()))
    return 'no_subscription';
  return plan.prices.some((price) => price.meter === entry.meter) ? null : 'meter_not_priced';
}

function isCharged({ entry, account }: Accepted): boolean {
  return account.plan !== null && entry.status < account.plan.chargeableBelow;
}

function followed({ entry }: Accepted) {
  return {
    customerId: entry.customerId,
    occurredAt: entry.occurredAt,
    meter: entry.meter,
    keyId: entry.keyId,
    units: Number(entry.quantity),
    calls: 1,
  };
}
