import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import { type ComparedRow, compareMonth, countClaims, selectMonths } from './reconcile-store';

/** More than these are not named one by one. */
const MAX_DIFFERENCES = 1_000;

/** A month in which the rollups of a customer's meter are not what its events add up to. */
export interface UsageDifference {
  customerId: string;
  meter: string;
  /** UTC, `YYYY-MM`. */
  month: string;
  eventQuantity: string;
  eventCalls: number;
  rollupQuantity: string;
  rollupCalls: number;
  /** How many rollup rows are wrong; they may cancel out in the sums. */
  wrongRows: number;
}

export interface MeterProof {
  meter: string;
  eventQuantity: string;
  eventCalls: number;
  rollupQuantity: string;
  rollupCalls: number;
}

export interface UsageProof {
  meters: MeterProof[];
  /** Ids of events that were claimed, and events that are stored under them: the same number. */
  claims: number;
  claimedEvents: number;
  differences: UsageDifference[];
  /** Of all differences, also those that are not named. */
  differenceCount: number;
}

/**
 * Proves that the rollups, which bills and charts are read from, are what the events and their settlements add
 * up to: month by month, down to the single row.
 */
export async function reconcileUsage(ctx: Context): Promise<UsageProof> {
  const { id } = ctx.provider;
  const meters = new Map<string, MeterProof>();
  const proof: UsageProof = {
    meters: [],
    claims: Number(await countClaims(id)),
    claimedEvents: 0,
    differences: [],
    differenceCount: 0,
  };
  for (const month of await selectMonths()) {
    for (const row of await compareMonth(id, month)) {
      if (row.customer_id === null) {
        proof.claimedEvents += Number(row.sent_events);
        addTo(meters, row);
      } else {
        proof.differenceCount++;
        if (proof.differences.length < MAX_DIFFERENCES)
          proof.differences.push(differenceOf(row, month.start));
      }
    }
  }
  proof.meters = [...meters.values()].sort((left, right) => (left.meter < right.meter ? -1 : 1));
  return proof;
}

function addTo(meters: Map<string, MeterProof>, row: ComparedRow): void {
  const { meter } = row;
  const known = meters.get(meter) ?? {
    meter,
    eventQuantity: '0',
    eventCalls: 0,
    rollupQuantity: '0',
    rollupCalls: 0,
  };
  meters.set(meter, {
    meter,
    eventQuantity: sum(known.eventQuantity, row.event_quantity),
    eventCalls: known.eventCalls + Number(row.event_calls),
    rollupQuantity: sum(known.rollupQuantity, row.rollup_quantity),
    rollupCalls: known.rollupCalls + Number(row.rollup_calls),
  });
}

function differenceOf(row: ComparedRow, month: Date): UsageDifference {
  return {
    customerId: row.customer_id ?? '',
    meter: row.meter,
    month: month.toISOString().slice(0, 7),
    eventQuantity: formatDecimal(decimal(row.event_quantity)),
    eventCalls: Number(row.event_calls),
    rollupQuantity: formatDecimal(decimal(row.rollup_quantity)),
    rollupCalls: Number(row.rollup_calls),
    wrongRows: Number(row.wrong_rows),
  };
}

const sum = (left: string, right: string) => formatDecimal(decimal(left).plus(decimal(right)));
