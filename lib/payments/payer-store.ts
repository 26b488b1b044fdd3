import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const PAYER_SELECT = {
  customerId: true,
  account: true,
  stripeCustomer: true,
  defaultMethodId: true,
  topUpThreshold: true,
  topUpAmount: true,
  topUpMonthlyCap: true,
  topUpNotBefore: true,
} as const satisfies Prisma.PayerSelect;

export type PayerRow = Prisma.PayerGetPayload<{ select: typeof PAYER_SELECT }>;

export function readPayer(tx: Tx, providerId: ProviderId, customerId: string): Promise<PayerRow | null> {
  return db(tx).payer.findFirst({ where: { providerId, customerId }, select: PAYER_SELECT });
}

/** The customer's row, held until the transaction ends. */
export async function lockPayer(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
): Promise<PayerRow | null> {
  await db(tx).$queryRaw`
    SELECT 1 FROM payer WHERE provider_id = ${providerId} AND customer_id = ${customerId} FOR UPDATE`;
  return readPayer(tx, providerId, customerId);
}

/** A customer as an account of Stripe's knows it; on another account than before it has no card any more. */
export async function writePayer(
  tx: Tx,
  providerId: ProviderId,
  { customerId, account, stripeCustomer }: Pick<PayerRow, 'customerId' | 'account' | 'stripeCustomer'>,
): Promise<void> {
  await db(tx).$executeRaw`
    INSERT INTO payer AS p (provider_id, customer_id, account, stripe_customer)
    VALUES (${providerId}, ${customerId}, ${account}, ${stripeCustomer})
    ON CONFLICT (provider_id, customer_id) DO UPDATE SET account = excluded.account,
      stripe_customer = excluded.stripe_customer,
      default_method_id = CASE WHEN p.account = excluded.account THEN p.default_method_id END`;
}

export async function updatePayer(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  data: Omit<Prisma.PayerUncheckedUpdateManyInput, 'providerId' | 'customerId'>,
): Promise<void> {
  await db(tx).payer.updateMany({ where: { providerId, customerId }, data });
}

export async function findPayerOf(
  tx: Tx,
  providerId: ProviderId,
  stripeCustomer: string,
): Promise<PayerRow | null> {
  return db(tx).payer.findFirst({ where: { providerId, stripeCustomer }, select: PAYER_SELECT });
}

const METHOD_SELECT = {
  id: true,
  customerId: true,
  account: true,
  stripeId: true,
  kind: true,
  brand: true,
  last4: true,
  expMonth: true,
  expYear: true,
  fingerprint: true,
  createdAt: true,
  removedAt: true,
  warnAt: true,
} as const satisfies Prisma.PaymentMethodSelect;

export type MethodRow = Prisma.PaymentMethodGetPayload<{ select: typeof METHOD_SELECT }>;

/** A customer's methods that Stripe still holds, the newest first. */
export function readMethods(tx: Tx, providerId: ProviderId, customerId: string): Promise<MethodRow[]> {
  return db(tx).paymentMethod.findMany({
    where: { providerId, customerId, removedAt: null },
    orderBy: { id: 'desc' },
    select: METHOD_SELECT,
  });
}

/**
 * True once a customer gave a card to an account of Stripe's, also after it was removed there. A card that went with
 * an account that the provider disconnected is no card that the customer took away.
 */
export async function hadMethod(
  tx: Tx,
  providerId: ProviderId,
  held: { customerId: string; account: string },
): Promise<boolean> {
  return (await db(tx).paymentMethod.count({ where: { providerId, ...held } })) > 0;
}

export function readMethod(tx: Tx, providerId: ProviderId, id: string): Promise<MethodRow | null> {
  return db(tx).paymentMethod.findFirst({ where: { providerId, id }, select: METHOD_SELECT });
}

export function findMethod(tx: Tx, providerId: ProviderId, stripeId: string): Promise<MethodRow | null> {
  return db(tx).paymentMethod.findFirst({ where: { providerId, stripeId }, select: METHOD_SELECT });
}

/** Writes a method as Stripe describes it; one that is known keeps its id. */
export function writeMethod(
  tx: Tx,
  providerId: ProviderId,
  { id, createdAt, ...facts }: MethodRow,
): Promise<MethodRow> {
  const { stripeId } = facts;
  return db(tx).paymentMethod.upsert({
    where: { providerId_stripeId: { providerId, stripeId } },
    create: { ...facts, id, createdAt, providerId },
    update: facts,
    select: METHOD_SELECT,
  });
}

export async function updateMethod(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: Pick<Prisma.PaymentMethodUncheckedUpdateManyInput, 'removedAt' | 'warnAt'>,
): Promise<void> {
  await db(tx).paymentMethod.updateMany({ where: { providerId, id }, data });
}

/** What an account held that cannot be reached any more is charged no more. */
export async function forgetMethodsOf(
  tx: Tx,
  providerId: ProviderId,
  account: string,
  removedAt: Date,
): Promise<void> {
  const held = { providerId, account };
  await db(tx).paymentMethod.updateMany({
    where: { ...held, removedAt: null },
    data: { removedAt, warnAt: null },
  });
  await db(tx).payer.updateMany({ where: held, data: { defaultMethodId: null } });
}
