import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** A meter's use in a span at one price, billed or still open. */
export interface UsageSpan extends Span {
  subscriptionId: string;
  customerId: string;
  meter: string;
  planId: string;
  planVersion: number;
  isWhole: boolean;
  isOpen: boolean;
  /** Null until a final invoice billed it. */
  billedQuantity: string | null;
  billedCalls: bigint | null;
  /** What the rollups held then. */
  rollupCalls: bigint | null;
}

/** The windows that were closed, drafts among them, as far as they touch a range. */
export async function readClosedSpans(
  tx: Tx,
  providerId: ProviderId,
  range: Span,
  currency: string,
): Promise<UsageSpan[]> {
  const rows = await db(tx).usageCharge.findMany({
    where: { providerId, currency, spanStart: { lt: range.end }, spanEnd: { gt: range.start } },
    orderBy: [{ customerId: 'asc' }, { spanStart: 'asc' }, { meter: 'asc' }],
    select: {
      subscriptionId: true,
      customerId: true,
      meter: true,
      spanStart: true,
      spanEnd: true,
      planId: true,
      planVersion: true,
      isWhole: true,
      billedQuantity: true,
      billedCalls: true,
      rollupCalls: true,
    },
  });
  return rows.map(({ spanStart, spanEnd, ...row }) => ({
    ...{ ...row, start: spanStart, end: spanEnd },
    isOpen: false,
  }));
}

/** How each meter adds up, by slug. */
export async function readAggregations(tx: Tx, providerId: ProviderId): Promise<Map<string, string>> {
  const rows = await db(tx).meter.findMany({
    where: { providerId },
    select: { slug: true, aggregation: true },
  });
  return new Map(rows.map(({ slug, aggregation }) => [slug, aggregation]));
}

export async function readMeterSlugs(tx: Tx, providerId: ProviderId): Promise<Set<string>> {
  return new Set((await readAggregations(tx, providerId)).keys());
}
