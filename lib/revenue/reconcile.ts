import { type GaugeProof, reconcileGauge } from '@/lib/access';
import type { Context } from '@/lib/core/context';
import { reconcilePayments } from '@/lib/payments';
import { requireProviderSide } from '@/lib/tenants';
import { type MeterProof, reconcileUsage, type UsageProof } from '@/lib/usage';
import { type BilledRow, selectBilled } from './billed-store';
import { findLeakage } from './find-leakage';
import type { Reconciliation } from './reconciliation-schemas';

type Difference = Reconciliation['differences'][number];

/**
 * The proof: events = rollups = billed + unbilled, and the live counters are what the ledger says. What is found
 * wrong is listed, never repaired; the calls go on meanwhile.
 */
export async function reconcile(ctx: Context): Promise<Reconciliation> {
  requireProviderSide(ctx);
  const now = ctx.clock.now();
  const usage = await reconcileUsage(ctx);
  const billed = await selectBilled(ctx.provider.id);
  const gauge = await reconcileGauge(ctx);
  const leakage = await findLeakage(ctx);
  const payments = await reconcilePayments(ctx);
  const meters = metersOf(usage.meters, billed);
  const sum = (measure: (meter: (typeof meters)[number]) => number) =>
    meters.reduce((total, meter) => total + measure(meter), 0);
  const { kind, subscribers, compared } = gauge;
  return {
    checkedAt: now.toISOString(),
    events: sum(({ events }) => events.calls),
    rollups: sum(({ rollups }) => rollups.calls),
    billed: sum((meter) => meter.billed),
    unbilled: sum(({ unbilled }) => unbilled.open + unbilled.notCharged + unbilled.late),
    meters,
    gauge: { kind, subscribers, compared, differences: gauge.differences.length },
    differences: [...usageDifferences(usage), ...billingDifferences(billed), ...gaugeDifferences(gauge)],
    payments,
    leakage,
  };
}

const NO_USE = { eventCalls: 0, eventQuantity: '0', rollupCalls: 0, rollupQuantity: '0' };

function metersOf(proofs: MeterProof[], billed: BilledRow[]): Reconciliation['meters'] {
  const names = new Set([...proofs, ...billed].map(({ meter }) => meter));
  return [...names].sort().map((meter) => {
    const proof = proofs.find((one) => one.meter === meter) ?? NO_USE;
    const row = billed.find((one) => one.meter === meter);
    return {
      meter,
      events: { calls: proof.eventCalls, quantity: proof.eventQuantity },
      rollups: { calls: proof.rollupCalls, quantity: proof.rollupQuantity },
      billed: Number(row?.billed ?? 0),
      unbilled: {
        open: Number(row?.open ?? 0),
        notCharged: Number(row?.not_charged ?? 0),
        late: Number(row?.late ?? 0),
      },
    };
  });
}

function usageDifferences({ differences, claims, claimedEvents }: UsageProof): Difference[] {
  const found = differences.map((one) => ({
    ...difference('rollup', `${one.eventQuantity} in ${one.eventCalls} calls`, {
      found: `${one.rollupQuantity} in ${one.rollupCalls} calls, ${one.wrongRows} rows wrong`,
      customer: one.customerId,
      meter: one.meter,
    }),
    month: one.month,
  }));
  if (claims === claimedEvents) return found;
  return [...found, difference('claims', `${claims} events`, { found: `${claimedEvents} events` })];
}

/** Spans that overlap place calls twice; then there are more calls billed and unbilled than there are at all. */
function billingDifferences(rows: BilledRow[]): Difference[] {
  return rows.flatMap((row) => {
    const placed = BigInt(row.billed) + BigInt(row.late) + BigInt(row.not_charged) + BigInt(row.open);
    if (placed === BigInt(row.calls)) return [];
    return [difference('billing', `${row.calls} calls`, { found: `${placed} calls`, meter: row.meter })];
  });
}

function gaugeDifferences({ differences }: GaugeProof): Difference[] {
  return differences.map(({ customerId, meter, keyId, gaugeUnits, ledgerUnits }) => ({
    ...difference('gauge', String(ledgerUnits), { found: String(gaugeUnits), customer: customerId, meter }),
    key: keyId || null,
  }));
}

function difference(
  kind: Difference['kind'],
  expected: string,
  {
    found,
    customer = null,
    meter = null,
  }: { found: string; customer?: string | null; meter?: string | null },
): Difference {
  return { kind, customer, meter, month: null, key: null, expected, found };
}
