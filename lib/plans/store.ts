import type { Context, ProviderId } from '@/lib/core/context';
import { db, Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const METER_SELECT = {
  id: true,
  slug: true,
  name: true,
  unit: true,
  aggregation: true,
  property: true,
  eventType: true,
  createdAt: true,
} as const satisfies Prisma.MeterSelect;

export type MeterRow = Prisma.MeterGetPayload<{ select: typeof METER_SELECT }>;

export function insertMeter(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.MeterUncheckedCreateInput, 'providerId'>,
): Promise<MeterRow> {
  return db(tx).meter.create({ data: { ...data, providerId }, select: METER_SELECT });
}

export function readMeters(
  tx: Tx,
  providerId: ProviderId,
  take: number,
  afterId: string | null,
): Promise<MeterRow[]> {
  return db(tx).meter.findMany({
    where: { providerId, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: METER_SELECT,
  });
}

export async function readMeterSlugs(tx: Tx, providerId: ProviderId): Promise<Set<string>> {
  const rows = await db(tx).meter.findMany({ where: { providerId }, select: { slug: true } });
  return new Set(rows.map((row) => row.slug));
}

const PLAN_SELECT = {
  id: true,
  slug: true,
  name: true,
  description: true,
  currency: true,
  interval: true,
  features: true,
  isPublic: true,
  highlighted: true,
  requiresCard: true,
  position: true,
  currentVersion: true,
  archivedAt: true,
  createdAt: true,
} as const satisfies Prisma.PlanSelect;

export type PlanRow = Prisma.PlanGetPayload<{ select: typeof PLAN_SELECT }>;

const VERSION_SELECT = {
  planId: true,
  version: true,
  basePrice: true,
  trialDays: true,
  prices: true,
  rateLimit: true,
  quotas: true,
  billing: true,
  proration: true,
  chargeableBelow: true,
  taxCode: true,
  createdAt: true,
} as const satisfies Prisma.PlanVersionSelect;

export type VersionRow = Prisma.PlanVersionGetPayload<{ select: typeof VERSION_SELECT }>;

export function insertPlan(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.PlanUncheckedCreateInput, 'providerId'>,
): Promise<PlanRow> {
  return db(tx).plan.create({ data: { ...data, providerId }, select: PLAN_SELECT });
}

export function insertVersion(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.PlanVersionUncheckedCreateInput, 'providerId' | 'rateLimit'> & {
    rateLimit: Prisma.InputJsonObject | null;
  },
): Promise<VersionRow> {
  return db(tx).planVersion.create({
    data: { ...data, providerId, rateLimit: data.rateLimit ?? Prisma.DbNull },
    select: VERSION_SELECT,
  });
}

export function readPlanBySlug(tx: Tx, providerId: ProviderId, slug: string): Promise<PlanRow | null> {
  return db(tx).plan.findFirst({ where: { providerId, slug }, select: PLAN_SELECT });
}

export function readPlanById(tx: Tx, providerId: ProviderId, id: string): Promise<PlanRow | null> {
  return db(tx).plan.findFirst({ where: { providerId, id }, select: PLAN_SELECT });
}

export function readPlans(
  tx: Tx,
  providerId: ProviderId,
  filters: { archived?: boolean | undefined },
  take: number,
  afterId: string | null,
): Promise<PlanRow[]> {
  return db(tx).plan.findMany({
    where: {
      providerId,
      ...(afterId !== null && { id: { lt: afterId } }),
      ...(filters.archived !== undefined && { archivedAt: filters.archived ? { not: null } : null }),
    },
    orderBy: { id: 'desc' },
    take,
    select: PLAN_SELECT,
  });
}

export function readPublicPlans(tx: Tx, providerId: ProviderId): Promise<PlanRow[]> {
  return db(tx).plan.findMany({
    where: { providerId, isPublic: true, archivedAt: null },
    orderBy: [{ position: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: PLAN_SELECT,
  });
}

export function readVersion(
  tx: Tx,
  providerId: ProviderId,
  planId: string,
  version: number,
): Promise<VersionRow | null> {
  return db(tx).planVersion.findFirst({ where: { providerId, planId, version }, select: VERSION_SELECT });
}

/** The current version of each plan. */
export async function readCurrentVersions(
  tx: Tx,
  providerId: ProviderId,
  plans: Pick<PlanRow, 'id' | 'currentVersion'>[],
): Promise<Map<string, VersionRow>> {
  if (plans.length === 0) return new Map();
  const rows = await db(tx).planVersion.findMany({
    where: { providerId, OR: plans.map((plan) => ({ planId: plan.id, version: plan.currentVersion })) },
    select: VERSION_SELECT,
  });
  return new Map(rows.map((row) => [row.planId, row]));
}

/** A plan's versions, the newest first. */
export function readVersions(
  tx: Tx,
  providerId: ProviderId,
  planId: string,
  take: number,
  below: number | null,
): Promise<VersionRow[]> {
  return db(tx).planVersion.findMany({
    where: { providerId, planId, ...(below !== null && { version: { lt: below } }) },
    orderBy: { version: 'desc' },
    take,
    select: VERSION_SELECT,
  });
}

/** Changes a plan's row; null when there is none (or it is archived, where `unarchived` is asked for). */
export async function changePlan(
  tx: Tx,
  providerId: ProviderId,
  slug: string,
  data: Prisma.PlanUncheckedUpdateManyInput,
  unarchived = false,
): Promise<PlanRow | null> {
  const [row] = await db(tx).plan.updateManyAndReturn({
    where: { providerId, slug, ...(unarchived && { archivedAt: null }) },
    data,
    select: PLAN_SELECT,
  });
  return row ?? null;
}

export interface MigrationTarget {
  planId: string;
  toVersion: number;
  customerIds: string[] | null;
}

/**
 * Moves live subscriptions of a plan to another of its versions and returns how many were on another. What they
 * used until now in the window that is open stays priced by the version that they used it on: it becomes a phase.
 */
export async function moveSubscriptionsNow(
  ctx: Pick<Context, 'transaction' | 'clock'>,
  providerId: ProviderId,
  target: MigrationTarget,
): Promise<number> {
  const { planId, toVersion } = target;
  const scope = liveSubscriptionsOf(providerId, target);
  const at = ctx.clock.now();
  await endPhases(ctx, providerId, target, at);
  // A move that was planned within the plan is overtaken by this one; a change to another plan stands.
  await db(ctx).subscription.updateMany({
    where: { ...scope, scheduledPlanId: planId },
    data: { scheduledPlanId: null, scheduledPlanVersion: null },
  });
  const moved = await db(ctx).subscription.updateManyAndReturn({
    where: { ...scope, planVersion: { not: toVersion } },
    data: { planVersion: toVersion },
    select: { id: true, customerId: true, status: true, planId: true, planVersion: true, usageFrom: true },
  });
  // As the subscriptions themselves note what they become; one that has not begun is nothing yet.
  const begun = moved.filter(({ usageFrom }) => usageFrom !== null);
  await db(ctx).subscriptionState.createMany({
    data: begun.map(({ id, usageFrom: _, ...facts }) => ({ ...facts, providerId, subscriptionId: id, at })),
  });
  return moved.length;
}

/** Locks the subscriptions that will move, so that no change of plan comes in between. In a trial usage is free. */
async function endPhases(
  tx: Tx,
  providerId: ProviderId,
  { planId, toVersion, customerIds }: MigrationTarget,
  at: Date,
): Promise<void> {
  await db(tx).$executeRaw`
    WITH moving AS (
      SELECT id, plan_version, greatest(usage_from, trial_ends_at) AS since FROM subscription
      WHERE provider_id = ${providerId} AND plan_id = ${planId} AND plan_version <> ${toVersion}
        AND live_customer_id IS NOT NULL AND (${customerIds}::text[] IS NULL OR live_customer_id = ANY(${customerIds}))
        AND usage_from IS NOT NULL AND status <> 'trialing' ORDER BY id FOR UPDATE
    ), phase AS (
      SELECT id, plan_version, greatest(since, (SELECT max(ended_at) FROM subscription_phase p
        WHERE p.provider_id = ${providerId} AND p.subscription_id = moving.id)) AS started_at FROM moving
    )
    INSERT INTO subscription_phase (provider_id, subscription_id, started_at, ended_at, plan_id, plan_version)
    SELECT ${providerId}, id, started_at, ${at}, ${planId}, plan_version FROM phase WHERE started_at < ${at}`;
}

/** Plans the move for the end of each subscription's period; who is about to leave the plan still leaves. */
export async function scheduleSubscriptionMoves(
  tx: Tx,
  providerId: ProviderId,
  target: MigrationTarget,
): Promise<number> {
  const { planId, toVersion } = target;
  const { count } = await db(tx).subscription.updateMany({
    where: {
      ...liveSubscriptionsOf(providerId, target),
      planVersion: { not: toVersion },
      OR: [{ scheduledPlanId: null }, { scheduledPlanId: planId }],
    },
    data: { scheduledPlanId: planId, scheduledPlanVersion: toVersion },
  });
  return count;
}

function liveSubscriptionsOf(providerId: ProviderId, { planId, customerIds }: MigrationTarget) {
  return {
    providerId,
    planId,
    liveCustomerId: customerIds === null ? { not: null } : { in: customerIds },
  } satisfies Prisma.SubscriptionWhereInput;
}
