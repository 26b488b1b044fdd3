import type { Context, ProviderId } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { db } from '@/lib/infra/postgres';
import { requireProviderSide } from '@/lib/tenants';

export const AGES = ['not_due', 'days_30', 'days_60', 'days_90', 'older'] as const;
export type Age = (typeof AGES)[number];

/** What is owed of one currency, by how long it is past its due date; minor units. */
export interface Ageing {
  currency: string;
  invoices: number;
  amounts: Record<Age, number>;
}

/** What is owed, by age: final invoices that are neither paid, void nor written off. */
export async function getAgeing(ctx: Context): Promise<Ageing[]> {
  requireProviderSide(ctx);
  const rows = await readOwed(ctx, ctx.provider.id, ctx.clock.now());
  return rows.map(({ currency, invoices, ...amounts }) => ({
    currency,
    invoices: Number(invoices),
    amounts: {
      not_due: toSafeNumber(amounts.not_due, 'not_due'),
      days_30: toSafeNumber(amounts.days_30, 'days_30'),
      days_60: toSafeNumber(amounts.days_60, 'days_60'),
      days_90: toSafeNumber(amounts.days_90, 'days_90'),
      older: toSafeNumber(amounts.older, 'older'),
    },
  }));
}

function readOwed(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  now: Date,
): Promise<({ currency: string; invoices: bigint } & Record<Age, bigint>)[]> {
  return db(tx).$queryRaw`
    WITH owed AS (
      SELECT currency, amount_due, extract(epoch FROM ${now}::timestamptz - due_at) / 86400 AS days
      FROM invoice WHERE provider_id = ${providerId} AND status = 'open'
    )
    SELECT currency, count(*) AS invoices,
      coalesce(sum(amount_due) FILTER (WHERE days <= 0), 0)::bigint AS not_due,
      coalesce(sum(amount_due) FILTER (WHERE days > 0 AND days <= 30), 0)::bigint AS days_30,
      coalesce(sum(amount_due) FILTER (WHERE days > 30 AND days <= 60), 0)::bigint AS days_60,
      coalesce(sum(amount_due) FILTER (WHERE days > 60 AND days <= 90), 0)::bigint AS days_90,
      coalesce(sum(amount_due) FILTER (WHERE days > 90), 0)::bigint AS older
    FROM owed GROUP BY currency ORDER BY currency`;
}
