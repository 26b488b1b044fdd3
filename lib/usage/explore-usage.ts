import type { Context } from '@/lib/core/context';
import { csvOf } from '@/lib/core/csv';
import { invalidField } from '@/lib/core/errors';
import { FileAnswer } from '@/lib/core/file-answer';
import { addDays, daysBetween, localDayOf, localMidnight, type Span } from '@/lib/core/period';
import { requireProviderSide, resolveCustomerId } from '@/lib/tenants';
import { BUCKET_MS } from './entry';
import { type ExploreFilter, type FacetRow, selectFacets, selectFinest, selectSum } from './explore-store';
import { measuresOf } from './query-usage';

const MOST_DAYS = 400;

/** Classes of the status that calls settled with; 0 where none was told. */
export const STATUS_CLASSES = {
  unknown: [0, 100],
  '2xx': [200, 300],
  '3xx': [300, 400],
  '4xx': [400, 500],
  '5xx': [500, 600],
} as const;

export type StatusClass = keyof typeof STATUS_CLASSES;

export interface ExploreInput {
  /** Local days, both in the range. */
  fromDay: string;
  toDay: string;
  customer?: string | undefined;
  meter?: string | undefined;
  endpoint?: string | undefined;
  key?: string | undefined;
  status?: StatusClass | undefined;
}

type Measures = ReturnType<typeof measuresOf>;
export type Sum = Measures & { start: string; group: string | null };

export interface ExploredUsage {
  total: Measures;
  /** As many days before; of today's range up to the same time of day. */
  before: Measures;
  byDay: Sum[];
  byDayAndEndpoint: Sum[];
  /** `weekday`: 1 is Monday; `hour`: 0 to 23, local. */
  byHour: (Measures & { weekday: number; hour: number })[];
  byEndpoint: Sum[];
  byCustomer: Sum[];
  byKey: Sum[];
  byStatus: Sum[];
}

const NOTHING: Measures = { quantity: 0, calls: 0, errors: 0, latencyMsAvg: null };

/** Usage of a range of local days from every side, narrowed as asked, beside the range before. Reads rollups alone. */
export async function exploreUsage(ctx: Context, input: ExploreInput): Promise<ExploredUsage> {
  requireProviderSide(ctx);
  const { timezone, id } = ctx.provider;
  const { range, before } = spansOf(ctx, input);
  const filter = await filterOf(ctx, input);
  const [rows, sumBefore] = await Promise.all([
    selectFacets(id, { ...filter, span: range }, timezone),
    selectSum(id, { ...filter, span: before }),
  ]);
  const of = (facet: FacetRow['facet']) => rows.filter((row) => row.facet === facet);
  const sums = (facet: FacetRow['facet'], groupOf: (row: FacetRow) => string | null) =>
    of(facet)
      .map((row) => ({
        ...measuresOf(row),
        start: (row.day ?? range.start).toISOString(),
        group: groupOf(row),
      }))
      .sort((left, right) => left.start.localeCompare(right.start) || right.calls - left.calls);
  const [total] = of('total');
  return {
    total: total ? measuresOf(total) : NOTHING,
    before: sumBefore ? measuresOf(sumBefore) : NOTHING,
    byDay: sums('day', () => null),
    byDayAndEndpoint: sums('dayEndpoint', (row) => row.endpoint),
    byHour: of('hour').map((row) => ({
      ...measuresOf(row),
      ...{ weekday: row.weekday ?? 0, hour: row.hour ?? 0 },
    })),
    byEndpoint: sums('endpoint', (row) => row.endpoint),
    byCustomer: sums('customer', (row) => row.customer_id),
    byKey: sums('key', (row) => row.key_id),
    byStatus: sums('status', (row) => String(row.status)),
  };
}

/** More is for the API, range by range. */
const MOST_ROWS = 100_000;

/**
 * The same at its finest as CSV: a row for each local day, customer, meter, endpoint, key and status.
 * @throws AppError `validation_failed` where that is more than a file should hold
 */
export async function exportUsage(ctx: Context, input: ExploreInput): Promise<FileAnswer> {
  requireProviderSide(ctx);
  const { timezone, id, slug } = ctx.provider;
  const filter = { ...(await filterOf(ctx, input)), span: spansOf(ctx, input).range };
  const rows = await selectFinest(id, filter, { timezone, most: MOST_ROWS + 1 });
  if (rows.length > MOST_ROWS) {
    throw invalidField(
      'from',
      'too_long',
      `More than ${MOST_ROWS} rows: choose a shorter range or a customer.`,
    );
  }
  const lines = rows.map((row) => {
    const { quantity, calls, errors, latencyMsAvg } = measuresOf(row);
    return {
      ...{ day: localDayOf(row.day, timezone), customer: row.name, customerId: row.customer_id },
      ...{ externalId: row.external_id, meter: row.meter, endpoint: row.endpoint, keyId: row.key_id },
      ...{ status: row.status, calls, units: quantity, errors, latencyMsAvg },
    };
  });
  const csv = new TextEncoder().encode(csvOf(lines));
  return new FileAnswer('text/csv; charset=utf-8', `${slug}-usage-${input.fromDay}-${input.toDay}.csv`, csv);
}

async function filterOf(ctx: Context, input: ExploreInput): Promise<Omit<ExploreFilter, 'span'>> {
  return {
    customerId: input.customer === undefined ? null : await resolveCustomerId(ctx, input.customer),
    meter: input.meter ?? null,
    endpoint: input.endpoint ?? null,
    keyId: input.key ?? null,
    status: input.status ? STATUS_CLASSES[input.status] : null,
  };
}

function spansOf(ctx: Context, { fromDay, toDay }: ExploreInput): { range: Span; before: Span } {
  const { timezone } = ctx.provider;
  const days = daysBetween(fromDay, toDay) + 1;
  if (days < 1) throw invalidField('from', 'after_to', '`from` is later than `to`.');
  if (days > MOST_DAYS) throw invalidField('from', 'too_long', `A range has at most ${MOST_DAYS} days.`);
  const start = localMidnight(fromDay, timezone);
  const end = localMidnight(addDays(toDay, 1), timezone);
  const startBefore = localMidnight(addDays(fromDay, -days), timezone);
  // A day that is not over is compared with as much of its like.
  const lasts = Math.min(end.getTime(), ctx.clock.now().getTime() + 1) - start.getTime();
  const endBefore = Math.min(start.getTime(), startBefore.getTime() + Math.max(0, lasts));
  return {
    range: { start, end },
    before: { start: startBefore, end: new Date(Math.ceil(endBefore / BUCKET_MS) * BUCKET_MS) },
  };
}
