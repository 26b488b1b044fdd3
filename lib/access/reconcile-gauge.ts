import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '@/lib/core/context';
import { announcements } from '@/lib/infra/announcements';
import { runtime } from '@/lib/infra/runtime';
import type { SubscribedPlan } from './account';
import { selectSubscribers } from './account-store';
import { accounts } from './accounts';
import { type GaugeUse, SLACK } from './gauge';
import { gauge, gaugeWindow } from './gauge-of-process';
import { loadUnits } from './load-units';

/** Customers whose windows are compared at a time. */
const AT_ONCE = 8;
const PAGE = 500;
/** Calls in flight are in the one and not yet in the other: what differs is looked at again. */
const LOOKS = 4;
const PAUSE_MS = 50;

/** A counter that differs from the ledger. */
export interface GaugeDifference {
  customerId: string;
  meter: string;
  keyId: string;
  gaugeUnits: number;
  ledgerUnits: number;
}

export interface GaugeProof {
  /** Where the counters are: shared in Redis, or in the memory of each process, where only its own are seen. */
  kind: 'redis' | 'process';
  subscribers: number;
  /** Subscribers whose current window is loaded; the others' will be read from the ledger. */
  compared: number;
  differences: GaugeDifference[];
}

/** Lays the live counters of every subscriber's current window beside the ledger. */
export async function reconcileGauge(ctx: Context): Promise<GaugeProof> {
  const proof: GaugeProof = {
    kind: runtime().redis ? 'redis' : 'process',
    subscribers: 0,
    compared: 0,
    differences: [],
  };
  let after = '';
  for (;;) {
    const page = await selectSubscribers(ctx.provider.id, after, PAGE);
    proof.subscribers += page.length;
    for (let from = 0; from < page.length; from += AT_ONCE) {
      const compared = await Promise.all(
        page.slice(from, from + AT_ONCE).map((id) => differencesOf(ctx, id)),
      );
      for (const differences of compared) {
        if (differences === null) continue;
        proof.compared++;
        proof.differences.push(...differences);
      }
    }
    if (page.length < PAGE) return proof;
    after = page.at(-1) as string;
  }
}

/**
 * Makes every process forget the provider's counters, so that the next call of each customer loads them from
 * the ledger. Calls go on meanwhile; what is in flight at that moment may be missing from the new counters.
 */
export async function rebuildGauge(ctx: Context): Promise<void> {
  await gauge().forgetProvider(ctx.provider.id);
  await announcements().announceRebuild(ctx.provider.id);
}

/** Null when the customer's window is not loaded. */
async function differencesOf(ctx: Context, customerId: string): Promise<GaugeDifference[] | null> {
  const plan = (await accounts().byCustomerId(ctx, customerId))?.plan;
  if (!plan) return null;
  for (let look = 1; ; look++) {
    const differences = await compare(ctx, customerId, plan);
    if (!differences?.length || look === LOOKS) return differences;
    await sleep(PAUSE_MS);
  }
}

async function compare(
  ctx: Context,
  customerId: string,
  plan: SubscribedPlan,
): Promise<GaugeDifference[] | null> {
  const now = ctx.clock.now();
  const counters = await gauge().read(gaugeWindow(ctx, customerId, plan, now).key);
  if (counters === null) return null;
  const { uses } = await loadUnits(ctx, plan, customerId, plan.windowAt(now));
  const inLedger = unitsByCounter(uses);
  const inGauge = unitsByCounter(counters);
  return [...new Set([...inLedger.keys(), ...inGauge.keys()])].flatMap((name) => {
    const [gaugeUnits, ledgerUnits] = [inGauge.get(name) ?? 0, inLedger.get(name) ?? 0];
    const isSame = Math.abs(gaugeUnits - ledgerUnits) <= SLACK * Math.max(1, Math.abs(ledgerUnits));
    const [keyId = '', meter = ''] = name.split(' ');
    return isSame ? [] : [{ customerId, meter, keyId, gaugeUnits, ledgerUnits }];
  });
}

/** By key and meter, neither of which holds a space. */
function unitsByCounter(uses: GaugeUse[]): Map<string, number> {
  return new Map(uses.map(({ keyId, meter, units }) => [`${keyId} ${meter}`, units]));
}
