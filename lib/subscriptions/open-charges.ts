import type { Context } from '@/lib/core/context';
import { type ChargeSpan, cutCharges, cutWindow, getPlanVersion, type Plan } from '@/lib/plans';
import { requireProviderSide } from '@/lib/tenants';
import { windowOf } from './advance-subscription';
import { termsInForce } from './charges';
import { readAllPhases, readOpenSubscriptions } from './store';

/** A charge of an open window, and whose it is. */
export interface OpenCharge extends ChargeSpan {
  subscriptionId: string;
  customerId: string;
  currency: string;
}

/**
 * The charges of every open window of usage: what each customer's upcoming invoice will rate. Two queries and one
 * a plan version, however many customers there are.
 */
export async function openCharges(ctx: Context): Promise<OpenCharge[]> {
  requireProviderSide(ctx);
  const rows = await readOpenSubscriptions(ctx, ctx.provider.id);
  const since = rows.reduce((earliest, { usageFrom }) => {
    return usageFrom && usageFrom < earliest ? usageFrom : earliest;
  }, ctx.clock.now());
  const phases = new Map<string, Awaited<ReturnType<typeof readAllPhases>>>();
  for (const phase of await readAllPhases(ctx, ctx.provider.id, since)) {
    phases.set(phase.subscriptionId, [...(phases.get(phase.subscriptionId) ?? []), phase]);
  }
  const versions = new Map<string, Promise<Plan>>();
  const planOf = ({ planId, planVersion: version }: { planId: string; planVersion: number }) => {
    const key = `${planId} ${version}`;
    const known = versions.get(key) ?? getPlanVersion(ctx, { planId, version });
    versions.set(key, known);
    return known;
  };
  const charges: OpenCharge[] = [];
  for (const row of rows) {
    const window = row.usageFrom && row.closeAt && windowOf(row, row.usageFrom, row.closeAt);
    if (!window) continue;
    const earlier = [];
    for (const { startedAt: start, endedAt: end, ...at } of phases.get(row.id) ?? []) {
      earlier.push({ span: { start, end }, terms: termsInForce(await planOf(at)) });
    }
    const plan = await planOf(row);
    const owner = { subscriptionId: row.id, customerId: row.customerId, currency: plan.currency };
    const segments = cutWindow(window, earlier, termsInForce(plan));
    charges.push(
      ...cutCharges(segments, window).map(({ price: _, chargeableBelow: __, ...charge }) => ({
        ...charge,
        ...owner,
      })),
    );
  }
  return charges;
}
