import type { Context } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { measureUsage, selectUnits } from '@/lib/usage';
import type { SubscribedPlan } from './account';
import { accounts } from './accounts';
import type { GaugeUse } from './gauge';

/**
 * The units of a customer's window as the ledger holds them, by each meter's aggregation, and the snapshot they
 * were read in. What `max` and `unique` make less than the sum is taken from no key in particular, so that keys keep
 * their own sums and the meter has what an invoice would charge.
 */
export async function loadUnits(
  ctx: Context,
  plan: SubscribedPlan,
  customerId: string,
  span: Span,
): Promise<{ uses: GaugeUse[]; snapshot: string }> {
  const { chargeableBelow } = plan;
  const { rows, snapshot } = await selectUnits(ctx.provider.id, customerId, span, chargeableBelow);
  const meters = await accounts().meters(ctx);
  const uses = rows.map(({ meter, key_id: keyId, quantity, calls }) => ({
    ...{ meter, keyId, calls: Number(calls) },
    units: meters.unitsOf(meter, Number(quantity), Number(calls)),
  }));
  for (const meter of new Set(uses.map((use) => use.meter))) {
    if (meters.isAdditive(meter)) continue;
    const sum = uses.reduce((units, use) => units + (use.meter === meter ? use.units : 0), 0);
    const { quantity } = await measureUsage(ctx, { customerId, meter, span, chargeableBelow });
    addTo(uses, { meter, keyId: '', units: Number(quantity) - sum, calls: 0 });
  }
  return { uses, snapshot };
}

function addTo(uses: GaugeUse[], more: GaugeUse): void {
  const known = uses.find(({ meter, keyId }) => meter === more.meter && keyId === more.keyId);
  if (known) known.units += more.units;
  else uses.push(more);
}
