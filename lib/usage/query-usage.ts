import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal, toDouble } from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { requireProviderSide, resolveCustomerId } from '@/lib/tenants';
import { BUCKET_MS } from './entry';
import type { UsageQuery, UsageResponse } from './schemas';
import { selectUsage, type UsageRow } from './store';

const DEFAULT_RANGE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Usage by local hour, day or month (the provider's time zone), optionally by endpoint, customer, key or
 * status. Reads its own writes. Ranges are widened to whole quarters of an hour, the grain of the rollups.
 */
export async function queryUsage(ctx: Context, query: UsageQuery): Promise<UsageResponse> {
  const to = query.to ?? ctx.clock.now();
  const from = query.from ?? new Date(to.getTime() - DEFAULT_RANGE_MS);
  if (from.getTime() > to.getTime()) throw invalidField('from', 'after_to', '`from` is later than `to`.');
  const span = {
    start: new Date(Math.floor(from.getTime() / BUCKET_MS) * BUCKET_MS),
    end: new Date(Math.ceil((to.getTime() + 1) / BUCKET_MS) * BUCKET_MS),
  };
  // `to` is exclusive, but now stands inside a bucket that has begun.
  if (query.to && to.getTime() % BUCKET_MS === 0) span.end = to;
  const customerId = await customerOf(ctx, query);
  const filter = { customerId, meter: query.meter, span };
  const { timezone } = ctx.provider;
  const rows = await selectUsage(ctx.provider.id, filter, query.granularity, query.groupBy, timezone);
  const [total] = await selectUsage(ctx.provider.id, filter, 'total', undefined, timezone);
  return {
    data: rows.map((row) => ({
      start: row.start.toISOString(),
      end: row.end.toISOString(),
      group: row.group,
      ...measuresOf(row),
    })),
    total: total ? measuresOf(total) : { quantity: 0, calls: 0, errors: 0, latencyMsAvg: null },
  };
}

/** Whose usage: the customer asked for; to a customer's own people, never anybody else's. */
async function customerOf(ctx: Context, { customer }: UsageQuery): Promise<string | undefined> {
  if (customer !== undefined) return resolveCustomerId(ctx, customer);
  if (ctx.actor.kind === 'customer_member') return ctx.actor.customerId;
  requireProviderSide(ctx);
  return undefined;
}

/** A row of sums in the contract's words. */
export function measuresOf(row: Omit<UsageRow, 'start' | 'end' | 'group'>) {
  return {
    quantity: jsonQuantity(row.quantity),
    calls: Number(row.calls),
    errors: Number(row.errors),
    latencyMsAvg:
      Number(row.latency_calls) > 0
        ? Math.round((Number(row.latency_ms_total) / Number(row.latency_calls)) * 10) / 10
        : null,
  };
}

/** A JSON number where that is exact, else the decimal string. */
export function jsonQuantity(text: string): number | string {
  const exact = decimal(text);
  const [plain, double] = [formatDecimal(exact), toDouble(exact)];
  return String(double) === plain && Math.abs(double) <= Number.MAX_SAFE_INTEGER ? double : plain;
}
