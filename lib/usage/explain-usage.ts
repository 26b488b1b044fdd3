import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import type { Span } from '@/lib/core/period';
import { batchText, callId } from './call-id';
import {
  type DayRow,
  daysOfUses,
  rollupDays,
  selectUses,
  type UsePosition,
  type UseRow,
} from './explain-store';
import type { UseFilter } from './measure-store';
import { cutSpan } from './measure-usage';

export interface UsageOfDay {
  /** Local day, in the provider's time zone. */
  day: string;
  endpoint: string;
  quantity: string;
  calls: number;
}

export type ExplainedSpan = UseFilter & { span: Span };

/** A span's chargeable use by local day and endpoint: as it stands, or as the ledger stood at an instant. */
export async function usageByDay(
  ctx: Context,
  { span, asOf, ...filter }: ExplainedSpan & { asOf?: Date | undefined },
): Promise<UsageOfDay[]> {
  const { id, timezone } = ctx.provider;
  if (asOf) return (await daysOfUses(ctx, id, { ...filter, asOf }, span, timezone)).map(dayView);
  const { whole, ends } = cutSpan(span);
  const rows = whole ? await rollupDays(ctx, id, filter, whole, timezone) : [];
  for (const end of ends) rows.push(...(await daysOfUses(ctx, id, filter, end, timezone)));
  return addUp(rows).map(dayView);
}

export interface ExplainedUse {
  /** The caller's id of an event, ours of a call. */
  id: string;
  occurredAt: string;
  endpoint: string;
  /** 0 while unknown. */
  status: number;
  quantity: string;
}

/** The single uses behind a span, in order of time, by page. */
export async function listUses(
  ctx: Context,
  { span, asOf, limit, cursor, ...filter }: ExplainedSpan & PageRequest & { asOf?: Date | undefined },
): Promise<Page<ExplainedUse>> {
  const page = await paginate({ limit, cursor }, positionText, (take, after) =>
    selectUses(ctx, ctx.provider.id, { ...filter, asOf }, span, {
      take,
      after: after === null ? null : parsePosition(after),
    }),
  );
  return { ...page, data: page.data.map(useView) };
}

/** Parts of one day, from the rollups and from the ragged ends of the span, as one. */
function addUp(rows: readonly DayRow[]): DayRow[] {
  const sums = new Map<string, DayRow>();
  for (const row of rows) {
    const key = `${row.day} ${row.endpoint}`;
    const sum = sums.get(key);
    sums.set(key, sum ? plus(sum, row) : row);
  }
  return [...sums.values()].sort((left, right) =>
    `${left.day} ${left.endpoint}` < `${right.day} ${right.endpoint}` ? -1 : 1,
  );
}

function plus(left: DayRow, right: DayRow): DayRow {
  const quantity = formatDecimal(decimal(left.quantity).plus(decimal(right.quantity)));
  return { ...left, quantity, calls: left.calls + right.calls };
}

function dayView({ day, endpoint, quantity, calls }: DayRow): UsageOfDay {
  return { day, endpoint, quantity: formatDecimal(decimal(quantity)), calls: Number(calls) };
}

function useView(row: UseRow): ExplainedUse {
  return {
    id: idOf(row),
    occurredAt: row.occurred_at.toISOString(),
    endpoint: row.endpoint,
    status: row.status,
    quantity: formatDecimal(decimal(row.quantity)),
  };
}

function idOf({ event_id, batch_id, place, occurred_at }: UseRow): string {
  if (event_id !== null || batch_id === null || place === null) return event_id ?? '';
  return callId(occurred_at.getTime(), batchText(batch_id), place - 1);
}

/** The caller's id comes last: it may hold any character. */
function positionText(row: UseRow): string {
  const { occurred_at, batch_id, place, event_id } = row;
  return [occurred_at.toISOString(), batch_id ?? 0n, place ?? 0, event_id ?? ''].join('|');
}

function parsePosition(text: string): UsePosition {
  const [, instant = '', batchId = '0', place = '0', eventId = ''] =
    /^([^|]*)\|(\d+)\|(\d+)\|([\s\S]*)$/.exec(text) ?? [];
  const occurredAt = new Date(instant);
  // A cursor that nobody gave out begins at the beginning.
  if (Number.isNaN(occurredAt.getTime()))
    return { occurredAt: new Date(0), batchId: 0n, place: 0, eventId: '' };
  return { occurredAt, batchId: BigInt(batchId), place: Number(place), eventId };
}
