import type { Context } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { cutCharges, cutWindow, type PricedSpan } from '@/lib/plans';
import { priceOfPart, rateCharge } from '@/lib/pricing';
import { measureByKey, measureUsage } from '@/lib/usage';
import type { SubscribedPlan } from './account';
import { accounts } from './accounts';
import type { GaugeMoney, GaugeUse } from './gauge';
import { isFreeAt, moneyEpochAt } from './money-terms';

interface Use {
  quantity: string;
  calls: bigint;
}

/**
 * What the gauge must know of a window's money beside its units, so that the spend that verify shows and limits is
 * what the invoice will charge: what earlier phases come to, whose prices are settled, and what of the units is not
 * priced by the present plan (used before a change, in a trial, or billed already).
 */
export async function countMoney(
  ctx: Context,
  plan: SubscribedPlan,
  customerId: string,
  window: Span,
): Promise<GaugeMoney> {
  const { billedFrom, phases, current } = plan.money;
  const now = ctx.clock.now();
  const epoch = moneyEpochAt(plan.money, now);
  const money: GaugeMoney = { epoch, fixed: 0, carried: 0, before: [], fixedByKey: {} };
  if (isFreeAt(plan.money, now) || billedFrom === null || billedFrom >= window.end) return money;
  const rater = new Rater(ctx, customerId, plan.currency);
  const start = new Date(Math.max(billedFrom.getTime(), window.start.getTime()));
  const open = { start, end: window.end };
  for (const charge of cutCharges(cutWindow(open, phases, current), open)) {
    if (!charge.isWhole) {
      money.fixed += await rater.amountOf(charge);
      await rater.addByKey(charge, money.fixedByKey);
    } else if (charge.span.start > window.start) {
      money.before.push(...(await rater.unitsBefore(charge, window, plan.chargeableBelow)));
    }
  }
  // The window before has ended, but its draft, which would stand for it, is not made yet.
  if (plan.isPrepaid && billedFrom < window.start) {
    const ended = { start: billedFrom, end: window.start };
    for (const charge of cutCharges(cutWindow(ended, phases, current), ended)) {
      money.carried += await rater.amountOf(charge);
    }
  }
  return money;
}

/** Measures and prices a customer's usage of a span, in minor units, as its invoice will. */
class Rater {
  constructor(
    private readonly ctx: Context,
    private readonly customerId: string,
    private readonly currency: string,
  ) {}

  async amountOf(charge: PricedSpan): Promise<number> {
    return this.rate(charge, await measureUsage(this.ctx, this.filterOf(charge)));
  }

  /** What each key's own use would come to, for the keys' own spend limits. */
  async addByKey(charge: PricedSpan, sums: Record<string, number>): Promise<void> {
    const meters = await accounts().meters(this.ctx);
    for (const { keyId, calls, ...use } of await measureByKey(this.ctx, this.filterOf(charge))) {
      const quantity = meters.aggregationOf(charge.meter) === 'count' ? calls.toString() : use.quantity;
      sums[keyId] = (sums[keyId] ?? 0) + this.rate(charge, { quantity, calls });
    }
  }

  /** What of the window's units a charge that begins within it leaves out. */
  async unitsBefore(charge: PricedSpan, window: Span, chargeableBelow: number): Promise<GaugeUse[]> {
    const { meter, span } = charge;
    const [{ ctx, customerId }, meters] = [this, await accounts().meters(this.ctx)];
    if (!meters.isAdditive(meter)) {
      const whole = await measureUsage(ctx, { customerId, meter, span: window, chargeableBelow });
      const part = await measureUsage(ctx, { customerId, meter, span, chargeableBelow });
      const units = Number(whole.quantity) - Number(part.quantity);
      return [{ meter, keyId: '', units, calls: Number(whole.calls - part.calls) }];
    }
    const before = { start: window.start, end: span.start };
    const uses = await measureByKey(ctx, { customerId, meter, span: before, chargeableBelow });
    return uses.map(({ keyId, quantity, calls }) => ({
      ...{ meter, keyId, calls: Number(calls) },
      units: meters.unitsOf(meter, Number(quantity), Number(calls)),
    }));
  }

  private filterOf({ meter, span, chargeableBelow }: PricedSpan) {
    return { customerId: this.customerId, meter, span, chargeableBelow };
  }

  private rate({ price, isWhole }: PricedSpan, { quantity, calls }: Use): number {
    if (!isWhole && calls === 0n && Number(quantity) === 0) return 0;
    const use = { quantity, eventCount: calls.toString() };
    return Number(rateCharge(isWhole ? price : priceOfPart(price), use, this.currency).amountMinor);
  }
}
