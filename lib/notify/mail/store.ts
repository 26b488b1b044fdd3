import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

type Tx = Pick<Context, 'transaction'>;

/** Writes a mail down to be sent; one with the same key is there already, and stays the only one. */
export async function insertMail(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.MailCreateManyInput, 'providerId'>,
): Promise<boolean> {
  const { count } = await db(tx).mail.createMany({ data: [{ ...data, providerId }], skipDuplicates: true });
  return count > 0;
}

/** A mail in the hands of this worker. */
export interface ClaimedMail {
  provider_id: string;
  id: string;
  recipient: string;
  template: string;
  props: unknown;
  is_private: boolean;
  attempts: number;
  created_at: Date;
  customer_id: string | null;
}

const CLAIM = `
WITH held AS (
  SELECT provider_id, id FROM mail WHERE next_attempt_at <= $1
  ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED
)
UPDATE mail m SET next_attempt_at = $3, attempts = m.attempts + 1 FROM held
WHERE m.provider_id = held.provider_id AND m.id = held.id
RETURNING m.provider_id, m.id, m.recipient, m.template, m.props, m.is_private, m.attempts, m.created_at, m.customer_id`;

/** Takes due mails into this worker's hands until `leaseEnd`; should it die, another takes them after that. */
export async function claimMails(now: Date, leaseEnd: Date, limit: number): Promise<ClaimedMail[]> {
  const values = [now.toISOString(), limit, leaseEnd.toISOString()];
  const { rows } = await runtime().pool.query<ClaimedMail>(CLAIM, values);
  return rows;
}

/** Ends an attempt, unless another worker has taken the mail for lost and begun the next. */
export async function settleMail(
  of: Pick<ClaimedMail, 'provider_id' | 'id' | 'attempts'>,
  data: Prisma.MailUncheckedUpdateManyInput,
): Promise<void> {
  const where = { providerId: of.provider_id, id: of.id, attempts: of.attempts };
  await db({}).mail.updateMany({ where, data });
}

const MAIL_SELECT = {
  id: true,
  recipient: true,
  template: true,
  subject: true,
  status: true,
  lastError: true,
  createdAt: true,
  sentAt: true,
} as const satisfies Prisma.MailSelect;

export type MailRow = Prisma.MailGetPayload<{ select: typeof MAIL_SELECT }>;

/** Never a private one: its link would let a member of the provider into somebody else's account. */
export function readMails(
  tx: Tx,
  providerId: ProviderId,
  take: number,
  afterId: string | null,
): Promise<MailRow[]> {
  return db(tx).mail.findMany({
    where: { providerId, isPrivate: false, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: MAIL_SELECT,
  });
}

export function readMail(tx: Tx, providerId: ProviderId, id: string) {
  return db(tx).mail.findFirst({
    where: { providerId, id, isPrivate: false },
    select: { ...MAIL_SELECT, html: true, text: true },
  });
}

export interface MailSettingsRow {
  invoiceEmails: string[];
  alerts: boolean;
}

export async function readMailSettings(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
): Promise<MailSettingsRow> {
  const row = await db(tx).mailSettings.findFirst({
    where: { providerId, customerId },
    select: { invoiceEmails: true, alerts: true },
  });
  return row ?? { invoiceEmails: [], alerts: true };
}

export async function writeMailSettings(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  settings: MailSettingsRow,
): Promise<void> {
  await db(tx).mailSettings.upsert({
    where: { providerId_customerId: { providerId, customerId } },
    create: { providerId, customerId, ...settings },
    update: settings,
    select: { customerId: true },
  });
}

export interface Subscribing {
  email: string;
  category: string;
}

export async function isUnsubscribed(
  tx: Tx,
  providerId: ProviderId,
  { email, category }: Subscribing,
): Promise<boolean> {
  const count = await db(tx).mailUnsubscribe.count({ where: { providerId, email, category } });
  return count > 0;
}

export async function insertUnsubscribe(
  tx: Tx,
  providerId: ProviderId,
  { email, category }: Subscribing,
  createdAt: Date,
): Promise<void> {
  const data = [{ providerId, email, category, createdAt }];
  await db(tx).mailUnsubscribe.createMany({ data, skipDuplicates: true });
}

export async function removeUnsubscribe(
  tx: Tx,
  providerId: ProviderId,
  { email, category }: Subscribing,
): Promise<void> {
  await db(tx).mailUnsubscribe.deleteMany({ where: { providerId, email, category } });
}
