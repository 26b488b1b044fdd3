import type { Context, ProviderId } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** What becomes of a customer's row outside this room is the view; the row itself stays here. */
const CUSTOMER_SELECT = {
  id: true,
  externalId: true,
  name: true,
  email: true,
  taxId: true,
  address: true,
  timezone: true,
  taxTreatment: true,
  metadata: true,
  status: true,
  budgetAmount: true,
  budgetAlerts: true,
  createdAt: true,
} as const satisfies Prisma.CustomerSelect;

export type CustomerRow = Prisma.CustomerGetPayload<{ select: typeof CUSTOMER_SELECT }>;

export function insertCustomer(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.CustomerUncheckedCreateInput, 'providerId'>,
): Promise<CustomerRow> {
  return db(tx).customer.create({ data: { ...data, providerId }, select: CUSTOMER_SELECT });
}

export function readCustomer(
  tx: Tx,
  providerId: ProviderId,
  by: { id: string } | { externalId: string },
): Promise<CustomerRow | null> {
  return db(tx).customer.findFirst({ where: { providerId, ...by }, select: CUSTOMER_SELECT });
}

export function readCustomerNames(
  tx: Tx,
  providerId: ProviderId,
  ids: string[],
): Promise<{ id: string; name: string }[]> {
  return db(tx).customer.findMany({
    where: { providerId, id: { in: ids } },
    select: { id: true, name: true },
  });
}

export interface CustomerFilters {
  search?: string | undefined;
  status?: string | undefined;
  externalId?: string | undefined;
  email?: string | undefined;
}

export function readCustomers(
  tx: Tx,
  providerId: ProviderId,
  filters: CustomerFilters,
  take: number,
  afterId: string | null,
): Promise<CustomerRow[]> {
  const { search, status, externalId, email } = filters;
  const contains = search && ({ contains: escapeLike(search), mode: 'insensitive' } as const);
  return db(tx).customer.findMany({
    where: {
      providerId,
      ...(afterId !== null && { id: { lt: afterId } }),
      ...(status && { status }),
      ...(externalId && { externalId }),
      ...(email && { email: { equals: escapeLike(email), mode: 'insensitive' } }),
      ...(contains && { OR: [{ name: contains }, { email: contains }, { externalId: contains }] }),
    },
    orderBy: { id: 'desc' },
    take,
    select: CUSTOMER_SELECT,
  });
}

/** Changes a customer's row; another tenant's and a missing one are the same `not_found`. */
export async function changeCustomer(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: Prisma.CustomerUncheckedUpdateManyInput,
): Promise<CustomerRow> {
  const [row] = await db(tx).customer.updateManyAndReturn({
    where: { providerId, id },
    data,
    select: CUSTOMER_SELECT,
  });
  if (!row) throw notFound('customer');
  return row;
}

/**
 * Deletes a customer that has neither usage nor invoices, with all that only it had; false when it has some.
 * One statement decides, so nothing that was committed before it can be missed.
 */
export async function removeUnusedCustomer(tx: Tx, providerId: ProviderId, id: string): Promise<boolean> {
  const removed = await db(tx).$executeRaw`
    DELETE FROM customer WHERE provider_id = ${providerId} AND id = ${id}
      AND NOT EXISTS (SELECT FROM ledger.usage_rollup WHERE provider_id = ${providerId} AND customer_id = ${id})
      AND NOT EXISTS (SELECT FROM invoice WHERE provider_id = ${providerId} AND customer_id = ${id})`;
  if (removed === 0) return false;
  const where = { providerId, customerId: id };
  await db(tx).apiKey.deleteMany({ where });
  await removeSubscriptionsOf(tx, providerId, id);
  await db(tx).subscriptionState.deleteMany({ where });
  await db(tx).lateUsage.deleteMany({ where });
  await db(tx).customerMember.deleteMany({ where });
  await db(tx).customerNote.deleteMany({ where });
  await db(tx).customerInvitation.deleteMany({ where });
  await db(tx).creditMovement.deleteMany({ where });
  await db(tx).creditGrant.deleteMany({ where });
  await db(tx).mailSettings.deleteMany({ where });
  await db(tx).usageThreshold.deleteMany({ where });
  return true;
}

/** With all that hangs on them; coupons that they took, which no invoice ever used, may be redeemed again. */
async function removeSubscriptionsOf(tx: Tx, providerId: ProviderId, customerId: string): Promise<void> {
  await db(tx).$executeRaw`
    UPDATE coupon SET redemptions = coupon.redemptions - taken.count FROM (
      SELECT coupon_id, count(*)::int AS count FROM coupon_redemption
      WHERE provider_id = ${providerId} AND customer_id = ${customerId} GROUP BY coupon_id
    ) AS taken WHERE coupon.provider_id = ${providerId} AND coupon.id = taken.coupon_id`;
  const where = { providerId, customerId };
  await db(tx).couponRedemption.deleteMany({ where });
  await db(tx).invoiceItem.deleteMany({ where });
  const subscriptions = await db(tx).subscription.findMany({ where, select: { id: true } });
  const subscriptionId = { in: subscriptions.map(({ id }) => id) };
  await db(tx).subscriptionPhase.deleteMany({ where: { providerId, subscriptionId } });
  await db(tx).subscription.deleteMany({ where });
}

/** Since when a customer waits for its address to be confirmed; null where none is waited for. */
export async function readUnconfirmedSince(tx: Tx, providerId: ProviderId, id: string): Promise<Date | null> {
  const row = await db(tx).customer.findFirst({
    where: { providerId, id },
    select: { unconfirmedSince: true },
  });
  return row?.unconfirmedSince ?? null;
}

/** Lifts the trial's allowance off those of a provider's customers that still have it. */
export async function clearUnconfirmed(tx: Tx, providerId: ProviderId, ids: string[]): Promise<void> {
  const where = { providerId, id: { in: ids }, unconfirmedSince: { not: null } };
  await db(tx).customer.updateMany({ where, data: { unconfirmedSince: null } });
}

const MEMBER_SELECT = { userId: true, role: true, createdAt: true } as const;

export async function insertCustomerMember(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.CustomerMemberUncheckedCreateInput, 'providerId'>,
): Promise<void> {
  await db(tx).customerMember.create({ data: { ...data, providerId }, select: { userId: true } });
}

export function readCustomerMembers(tx: Tx, providerId: ProviderId, customerId: string) {
  return db(tx).customerMember.findMany({
    where: { providerId, customerId },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    select: MEMBER_SELECT,
  });
}

/** The same, held against changes until the transaction ends. */
export function lockCustomerMembers(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
): Promise<{ userId: string; role: string }[]> {
  return db(tx).$queryRaw`
    SELECT user_id AS "userId", role FROM customer_member
    WHERE provider_id = ${providerId} AND customer_id = ${customerId} ORDER BY user_id FOR UPDATE`;
}

export async function setCustomerMemberRole(
  tx: Tx,
  providerId: ProviderId,
  { customerId, userId, role }: { customerId: string; userId: string; role: string },
): Promise<void> {
  await db(tx).customerMember.updateMany({ where: { providerId, customerId, userId }, data: { role } });
}

export async function removeCustomerMemberRow(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  userId: string,
): Promise<void> {
  await db(tx).customerMember.deleteMany({ where: { providerId, customerId, userId } });
}

export function readProviderMembers(tx: Tx, providerId: ProviderId) {
  return db(tx).providerMember.findMany({
    where: { providerId },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    select: MEMBER_SELECT,
  });
}

/** Prisma passes `%` and `_` through to ILIKE, where they would match anything. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
