import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';
import { noteState } from './state-store';

type Tx = Pick<Context, 'transaction'>;

const SUBSCRIPTION_SELECT = {
  id: true,
  customerId: true,
  planId: true,
  planVersion: true,
  status: true,
  startedAt: true,
  anchorDate: true,
  currentPeriodStart: true,
  currentPeriodEnd: true,
  trialEndsAt: true,
  cancelAt: true,
  cancelledAt: true,
  scheduledPlanId: true,
  scheduledPlanVersion: true,
  liveCustomerId: true,
  usageFrom: true,
  closeAt: true,
  accessStoppedAt: true,
} as const satisfies Prisma.SubscriptionSelect;

export type SubscriptionRow = Prisma.SubscriptionGetPayload<{ select: typeof SUBSCRIPTION_SELECT }>;

export function insertSubscription(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.SubscriptionUncheckedCreateInput, 'providerId'>,
): Promise<SubscriptionRow> {
  return db(tx).subscription.create({ data: { ...data, providerId }, select: SUBSCRIPTION_SELECT });
}

export function readSubscription(
  tx: Tx,
  providerId: ProviderId,
  id: string,
): Promise<SubscriptionRow | null> {
  return db(tx).subscription.findFirst({ where: { providerId, id }, select: SUBSCRIPTION_SELECT });
}

/** The row, held against changes until the transaction ends; null when there is none. */
export async function lockSubscription(
  tx: Tx,
  providerId: ProviderId,
  by: { id: string } | { liveCustomerId: string },
): Promise<SubscriptionRow | null> {
  const id = 'id' in by ? by.id : null;
  const liveCustomerId = 'id' in by ? null : by.liveCustomerId;
  const locked = await db(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM subscription WHERE provider_id = ${providerId}
      AND (id = ${id} OR live_customer_id = ${liveCustomerId}) FOR UPDATE`;
  const [row] = locked;
  return row
    ? db(tx).subscription.findFirst({ where: { providerId, id: row.id }, select: SUBSCRIPTION_SELECT })
    : null;
}

/** Changes the row, and notes what it is from the context's instant on where that is something else. */
export async function updateSubscription(
  ctx: Pick<Context, 'transaction' | 'clock'>,
  providerId: ProviderId,
  id: string,
  data: Prisma.SubscriptionUncheckedUpdateInput,
): Promise<SubscriptionRow> {
  const row = await db(ctx).subscription.update({
    where: { providerId_id: { providerId, id } },
    data,
    select: SUBSCRIPTION_SELECT,
  });
  // Until it begins it is nothing yet.
  if (row.usageFrom !== null) await noteState(ctx, providerId, row);
  return row;
}

/** A customer's subscription that lives or, when none does, the last that did. */
export async function readSubscriptionOf(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
): Promise<SubscriptionRow | null> {
  const live = await readLiveSubscriptions(tx, providerId, [customerId]);
  return (
    live[0] ??
    db(tx).subscription.findFirst({
      where: { providerId, customerId },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: SUBSCRIPTION_SELECT,
    })
  );
}

export function readLiveSubscriptions(
  tx: Tx,
  providerId: ProviderId,
  customerIds: string[],
): Promise<SubscriptionRow[]> {
  return db(tx).subscription.findMany({
    where: { providerId, liveCustomerId: { in: customerIds } },
    select: SUBSCRIPTION_SELECT,
  });
}

/** Whether the customer ever had a trial, and until when earlier subscriptions used what they billed. */
export async function readHistory(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
): Promise<{ hadTrial: boolean; lastCancelledAt: Date | null }> {
  const where = { providerId, customerId };
  const hadTrial = await db(tx).subscription.count({ where: { ...where, trialEndsAt: { not: null } } });
  const { _max } = await db(tx).subscription.aggregate({ where, _max: { cancelledAt: true } });
  return { hadTrial: hadTrial > 0, lastCancelledAt: _max.cancelledAt };
}

export interface PhaseRow {
  startedAt: Date;
  endedAt: Date;
  planId: string;
  planVersion: number;
}

const PHASE_SELECT = { startedAt: true, endedAt: true, planId: true, planVersion: true } as const;

/** What the subscription was on earlier, as far as it reaches past an instant; in order of time. */
export function readPhases(
  tx: Tx,
  providerId: ProviderId,
  subscriptionId: string,
  since: Date,
): Promise<PhaseRow[]> {
  return db(tx).subscriptionPhase.findMany({
    where: { providerId, subscriptionId, endedAt: { gt: since } },
    orderBy: { startedAt: 'asc' },
    select: PHASE_SELECT,
  });
}

/** Every subscription of which usage is still to be billed. */
export function readOpenSubscriptions(tx: Tx, providerId: ProviderId): Promise<SubscriptionRow[]> {
  return db(tx).subscription.findMany({
    where: { providerId, usageFrom: { not: null }, closeAt: { not: null } },
    orderBy: { id: 'asc' },
    select: SUBSCRIPTION_SELECT,
  });
}

/** What all of a provider's subscriptions were on earlier, as far as it reaches past an instant. */
export function readAllPhases(
  tx: Tx,
  providerId: ProviderId,
  since: Date,
): Promise<(PhaseRow & { subscriptionId: string })[]> {
  return db(tx).subscriptionPhase.findMany({
    where: { providerId, endedAt: { gt: since } },
    orderBy: { startedAt: 'asc' },
    select: { ...PHASE_SELECT, subscriptionId: true },
  });
}

export async function insertPhase(
  tx: Tx,
  providerId: ProviderId,
  subscriptionId: string,
  phase: PhaseRow,
): Promise<void> {
  await db(tx).subscriptionPhase.create({
    data: { ...phase, providerId, subscriptionId },
    select: { planId: true },
  });
}

export interface ItemDraft {
  kind: 'base' | 'proration' | 'adjustment';
  description: string;
  periodStart: Date;
  periodEnd: Date;
  quantity: string;
  unitPrice: string | null;
  exact: string;
  amount: bigint;
  taxCode: string | null;
  detail: Prisma.InputJsonObject;
}

export interface ItemOwner {
  customerId: string;
  subscriptionId: string;
  currency: string;
}

export async function insertItem(
  tx: Tx,
  providerId: ProviderId,
  owner: ItemOwner,
  item: ItemDraft & { id: string; createdAt: Date },
): Promise<void> {
  await db(tx).invoiceItem.create({ data: { ...item, ...owner, providerId }, select: { id: true } });
}
