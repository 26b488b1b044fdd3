import type { Context } from '@/lib/core/context';
import { requireProviderSide } from '@/lib/tenants';
import { readExpiringKeys, readNearQuota, readOverdueCustomers, readSilent } from './attention-store';

const DAY_MS = 24 * 60 * 60 * 1000;
const SILENT_DAYS = 7;
const KNOWN_DAYS = 60;
const EXPIRES_WITHIN_DAYS = 14;

/** Something that somebody should look after today. */
export interface Attention {
  kind: 'overdue' | 'near_quota' | 'silent' | 'key_expires';
  customer: string;
  name: string;
  /** Overdue: since when; silent: the last call; a key: its end. */
  at: string | null;
  amountMinor: bigint | null;
  currency: string | null;
  percent: number | null;
  key: string | null;
}

const NOTHING = { at: null, amountMinor: null, currency: null, percent: null, key: null };

/**
 * Unpaid invoices past their due date, customers near or over a quota, those who fell silent for a week, keys that
 * expire within two: the worst five of each.
 */
export async function findAttention(ctx: Context): Promise<Attention[]> {
  requireProviderSide(ctx);
  const now = ctx.clock.now();
  const { id } = ctx.provider;
  const days = (count: number) => new Date(now.getTime() + count * DAY_MS);
  const [overdue, near, silent, keys] = await Promise.all([
    readOverdueCustomers(ctx, id, now),
    readNearQuota(ctx, id, now),
    readSilent(ctx, id, days(-SILENT_DAYS), days(-KNOWN_DAYS)),
    readExpiringKeys(ctx, id, now, days(EXPIRES_WITHIN_DAYS)),
  ]);
  const common = ({ customerId, name, at }: { customerId: string; name: string; at: Date | null }) => ({
    ...NOTHING,
    ...{ customer: customerId, name, at: at?.toISOString() ?? null },
  });
  return [
    ...overdue.map((row) => ({
      ...{ ...common(row), kind: 'overdue' as const, currency: row.currency },
      amountMinor: BigInt(row.detail),
    })),
    ...near.map((row) => ({ ...common(row), kind: 'near_quota' as const, percent: Number(row.detail) })),
    ...silent.map((row) => ({ ...common(row), kind: 'silent' as const })),
    ...keys.map((row) => ({ ...common(row), kind: 'key_expires' as const, key: row.detail })),
  ];
}
