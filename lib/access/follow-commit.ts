import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import type { Account } from './account';
import { accounts } from './accounts';
import { addUse, followTogether } from './follow-together';
import type { GaugeUse, GaugeWindow } from './gauge';
import { gauge, gaugeWindow } from './gauge-of-process';
import { watchWindow } from './threshold-watch';

/** A use that the ledger has committed and the gauge has not decided. */
export interface FollowedUse extends GaugeUse {
  customerId: string;
  occurredAt: Date;
}

/** What is to follow of one window. */
interface Followed {
  account: Account;
  window: GaugeWindow;
  uses: Map<string, GaugeUse>;
  /** Some of it was used before the present prices began. */
  isCut: boolean;
  /** Every use adds to what is there; else the window is read anew from the ledger. */
  isAdditive: boolean;
}

/**
 * Brings the gauge after the ledger. The usage is safe already, so a gauge that is away is only logged: it
 * will be loaded from the ledger when it returns.
 */
export async function followCommit(ctx: Context, uses: FollowedUse[], xid: string): Promise<void> {
  const windows = new Map<string, Followed>();
  const meters = await accounts().meters(ctx);
  for (const use of uses) {
    const found = accounts().byCustomerId(ctx, use.customerId);
    const account = found instanceof Promise ? await found : found;
    const plan = account?.plan;
    if (!plan) continue;
    const { key: window } = gaugeWindow(ctx, use.customerId, plan, use.occurredAt);
    const name = `${use.customerId} ${window.startMs}`;
    const known = windows.get(name) ?? followedOf(account, window);
    windows.set(name, known);
    // What was used before the present prices began is priced by others, which the gauge keeps as one sum.
    known.isCut ||= use.occurredAt.getTime() < plan.money.cutAtMs;
    known.isAdditive &&= meters.isAdditive(use.meter);
    const { meter, keyId, calls } = use;
    const units = meters.unitsOf(meter, use.units, calls);
    addUse(known.uses, `${meter} ${keyId}`, { meter, keyId, units, calls });
  }
  try {
    await Promise.all(
      [...windows.values()].map(async ({ window, uses: sums, isCut, isAdditive }) => {
        if (!isAdditive) return gauge().forget(window);
        await followTogether(window, sums, xid);
        if (isCut) await gauge().forgetMoney(window);
      }),
    );
  } catch (error) {
    logger().warn({ err: error instanceof Error ? error.message : error }, 'the gauge cannot be reached');
  }
  for (const { account, window } of windows.values()) watchWindow(ctx, account, window);
}

function followedOf(account: Account, window: GaugeWindow): Followed {
  return { account, window, uses: new Map(), isCut: false, isAdditive: true };
}
