import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import type { Span } from '@/lib/core/period';
import { BUCKET_MS } from './entry';
import { selectMeter, sumEvents, sumRollups, type UseFilter, type UseSum } from './measure-store';

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
      rollup.calls === 0n ? NOTHING : await sumEvents(ctx, providerId, filter, span, meter ?? undefined);
    return { ...sum, rollup };
  }
  const sum = await sumOf(ctx, filter, span, rollup);
  return { ...sum, quantity: aggregation === 'count' ? sum.calls.toString() : sum.quantity, rollup };
}

const NOTHING: UseSum = { quantity: '0', calls: 0n };

/** The rollups' sum over the quarters of an hour that a span touches. */
export function rollupAround(ctx: Context, { span, ...filter }: UseFilter & { span: Span }): Promise<UseSum> {
  return sumRollups(ctx, ctx.provider.id, filter, { start: floor(span.start), end: ceil(span.end) });
}

async function sumOf(ctx: Context, filter: UseFilter, span: Span, around: UseSum): Promise<UseSum> {
  const providerId = ctx.provider.id;
  const [first, last] = [ceil(span.start), floor(span.end)];
  if (+first === +span.start && +last === +span.end) return around;
  if (first >= last) return sumEvents(ctx, providerId, filter, span);
  const parts = [
    await sumEvents(ctx, providerId, filter, { start: span.start, end: first }),
    await sumRollups(ctx, providerId, filter, { start: first, end: last }),
    await sumEvents(ctx, providerId, filter, { start: last, end: span.end }),
  ];
  return parts.reduce((sum, part) => ({
    quantity: formatDecimal(decimal(sum.quantity).plus(decimal(part.quantity))),
    calls: sum.calls + part.calls,
  }));
}

function floor(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / BUCKET_MS) * BUCKET_MS);
}

function ceil(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / BUCKET_MS) * BUCKET_MS);
}
