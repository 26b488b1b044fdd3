import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import type { Span } from '@/lib/core/period';
import { BUCKET_MS } from './entry';
import {
  type KeyUse,
  selectMeter,
  sumByKey,
  sumRollups,
  sumUses,
  type UseFilter,
  type UseSum,
} from './measure-store';

export type { UseFilter } from './measure-store';

/** What is charged of one meter in one span. */
export interface MeasuredUse {
  /** Exact decimal string, by the meter's aggregation. */
  quantity: string;
  calls: bigint;
  /** The rollups' sum around the span: as long as it stays the same, so does the quantity. */
  rollup: UseSum;
}

/**
 * The chargeable use of a customer, exact for any span: whole quarters of an hour come from the rollups and the
 * ragged ends from the events themselves; `max` and `unique` are made of the events altogether.
 */
export async function measureUsage(ctx: Context, input: UseFilter & { span: Span }): Promise<MeasuredUse> {
  const { span, ...filter } = input;
  const providerId = ctx.provider.id;
  const rollup = await rollupAround(ctx, input);
  const meter = await selectMeter(ctx, providerId, filter.meter);
  const aggregation = meter?.aggregation ?? 'sum';
  if (aggregation === 'max' || aggregation === 'unique') {
    // The rollups know at once that there is nothing to look through.
    const sum =
      rollup.calls === 0n ? NOTHING : await sumUses(ctx, providerId, filter, span, meter ?? undefined);
    return { ...sum, rollup };
  }
  const sum = await sumOf(ctx, filter, span, rollup);
  return { ...sum, quantity: aggregation === 'count' ? sum.calls.toString() : sum.quantity, rollup };
}

/** The chargeable units of any span by key, summed whatever the meter's aggregation: what the gauge counts. */
export function measureByKey(ctx: Context, input: UseFilter & { span: Span }): Promise<KeyUse[]> {
  const { span, ...filter } = input;
  return sumByKey(ctx, ctx.provider.id, filter, cutSpan(span));
}

const NOTHING: UseSum = { quantity: '0', calls: 0n };

/** The rollups' sum over the quarters of an hour that a span touches. */
function rollupAround(ctx: Context, { span, ...filter }: UseFilter & { span: Span }): Promise<UseSum> {
  return sumRollups(ctx, ctx.provider.id, filter, { start: floor(span.start), end: ceil(span.end) });
}

async function sumOf(ctx: Context, filter: UseFilter, span: Span, around: UseSum): Promise<UseSum> {
  const providerId = ctx.provider.id;
  const { whole, ends } = cutSpan(span);
  if (ends.length === 0) return around;
  const parts = whole ? [await sumRollups(ctx, providerId, filter, whole)] : [NOTHING];
  for (const end of ends) parts.push(await sumUses(ctx, providerId, filter, end));
  return parts.reduce((sum, part) => ({
    quantity: formatDecimal(decimal(sum.quantity).plus(decimal(part.quantity))),
    calls: sum.calls + part.calls,
  }));
}

/** The whole quarters of an hour in a span, and the ragged ends around them. */
export function cutSpan(span: Span): { whole: Span | null; ends: Span[] } {
  const whole = { start: ceil(span.start), end: floor(span.end) };
  if (whole.start >= whole.end) return { whole: null, ends: span.start < span.end ? [span] : [] };
  const ends = [
    { start: span.start, end: whole.start },
    { start: whole.end, end: span.end },
  ];
  return { whole, ends: ends.filter(({ start, end }) => start < end) };
}

function floor(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / BUCKET_MS) * BUCKET_MS);
}

function ceil(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / BUCKET_MS) * BUCKET_MS);
}
