import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma, untenantedDb } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const SETTINGS_SELECT = {
  stripeAccount: true,
  chargesEnabled: true,
  connectedAt: true,
  disconnectedAt: true,
  dunning: true,
  reconciledAt: true,
} as const satisfies Prisma.PaymentSettingsSelect;

export type SettingsRow = Prisma.PaymentSettingsGetPayload<{ select: typeof SETTINGS_SELECT }>;

export function readSettings(tx: Tx, providerId: ProviderId): Promise<SettingsRow | null> {
  return db(tx).paymentSettings.findUnique({ where: { providerId }, select: SETTINGS_SELECT });
}

export async function writeSettings(
  tx: Tx,
  providerId: ProviderId,
  data: Partial<Omit<SettingsRow, 'dunning'>> & { dunning?: Prisma.InputJsonObject },
): Promise<void> {
  await db(tx).paymentSettings.upsert({
    where: { providerId },
    create: { providerId, ...data },
    update: data,
    select: { providerId: true },
  });
}

/** Whose an account of Stripe's is: asked before the tenant is known. */
export async function readProviderOfAccount(account: string): Promise<string | null> {
  const row = await untenantedDb().paymentSettings.findFirst({
    where: { stripeAccount: account },
    select: { providerId: true },
  });
  return row?.providerId ?? null;
}

/** How many live accounts the installation has: with one, its own key serves it. */
export function countLiveProviders(): Promise<number> {
  return untenantedDb().provider.count({ where: { liveProviderId: null, closedAt: null } });
}
