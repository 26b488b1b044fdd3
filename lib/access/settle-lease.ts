import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import {
  type EventEntry,
  eventWriter,
  type LeaseRow,
  reduceLease,
  selectEndedLeases,
  selectLease,
} from '@/lib/usage';
import { accounts } from './accounts';
import { followCommit } from './follow-commit';
import type { SettleLeaseRequest, SettleLeaseResponse } from './lease-schemas';
import { isLeftOver, noteLateUsage } from './note-late-usage';
import { showUse } from './show-use';

/**
 * How long after its end a lease keeps what nobody accounted for: the last report may be on its way, and what it
 * tells must not find its room given to others.
 */
export const LEASE_GRACE_SECONDS = 30;

/**
 * Takes the uses of a lease into the ledger and gives back what is no longer held. First the uses, then the rest: in
 * between the gauge counts some units twice, never some not at all. Each use counts once, however often it is told,
 * also after the lease has ended.
 *
 * @throws not_found for another provider's lease and for one that ended more than a week ago
 */
export async function settleLease(ctx: Context, request: SettleLeaseRequest): Promise<SettleLeaseResponse> {
  const lease = await selectLease(ctx.provider.id, request.lease);
  if (!lease) throw notFound('lease');
  const entries = request.uses.map((use) => entryOf(ctx, lease, use));
  const outcomes = await eventWriter().append(entries);
  const fresh = entries.filter((_, index) => outcomes[index]?.isNew);
  for (const entry of fresh) showUse(ctx, entry);
  const account = await accounts().byCustomerId(ctx, lease.customer_id);
  const plan = account?.plan;
  if (account && fresh.some((entry) => isLeftOver(entry, account))) await noteLateUsage(ctx, [account]);
  const charged = fresh.filter((entry) => plan && entry.status < plan.chargeableBelow);
  await followCommit(ctx, charged.map(followed), outcomes[0]?.xid ?? '0');
  const held = await giveBack(ctx, lease, request.held);
  return { accepted: fresh.length, duplicates: entries.length - fresh.length, held };
}

/** Gives back what leases of the provider hold whose time, and the grace after it, is over. */
export async function releaseEndedLeases(ctx: Context): Promise<number> {
  const ended = await selectEndedLeases(ctx.provider.id, LEASE_GRACE_SECONDS);
  for (const lease of ended) await giveBack(ctx, lease, { units: '0', calls: 0 });
  return ended.length;
}

async function giveBack(ctx: Context, lease: LeaseRow, held: { units: string; calls: number }) {
  const reduced = await reduceLease(ctx.provider.id, lease.lease_id, held);
  if (!reduced) throw notFound('lease');
  if (reduced.calls > 0 || Number(reduced.units) > 0) {
    const { customer_id: customerId, meter, key_id: keyId, granted_at: occurredAt } = lease;
    const returned = {
      customerId,
      meter,
      keyId,
      occurredAt,
      units: -Number(reduced.units),
      calls: -reduced.calls,
    };
    await followCommit(ctx, [returned], reduced.xid);
  }
  return { calls: reduced.held_calls, units: reduced.held_units };
}

function entryOf(ctx: Context, lease: LeaseRow, use: SettleLeaseRequest['uses'][number]): EventEntry {
  return {
    providerId: ctx.provider.id,
    customerId: lease.customer_id,
    eventId: `${lease.lease_id}_${use.id}`,
    meter: lease.meter,
    // Within the lease, and so within the quota window whose room it was given.
    occurredAt: new Date(lease.granted_at.getTime() + Math.min(Math.floor(use.afterMs), lease.ttl_ms - 1)),
    receivedAt: ctx.clock.now(),
    quantity: use.cost,
    endpoint: use.endpoint ?? '',
    keyId: lease.key_id,
    status: use.status ?? 0,
    latencyMs: use.latencyMs ?? null,
    properties: null,
  };
}

function followed(entry: EventEntry) {
  const { customerId, occurredAt, meter, keyId, quantity } = entry;
  return { customerId, occurredAt, meter, keyId, units: Number(quantity), calls: 1 };
}
