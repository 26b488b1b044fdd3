import type { Context } from '@/lib/core/context';
import { CHARGEABLE_BELOW } from '@/lib/plans';
import { changedSpans, type MeasuredUse, measureUsage } from '@/lib/usage';
import { adjustmentLine, type LineDraft, type RatedUse, usageLines } from './charge-lines';
import { type ChargeKey, type ChargeRow, readBilledCharges } from './charges-store';
import { type Catalogue, priceOf } from './meters-and-plans';
import { useAtPace } from './pace';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Events are taken for 400 days; a span that ended before cannot have changed. */
const LATEST_EVENT_MS = 430 * DAY_MS;

/** A charge to rate: an invoice's own, or one that an upcoming invoice would have. */
export type ChargeToRate = Pick<
  ChargeRow,
  'subscriptionId' | 'meter' | 'spanStart' | 'spanEnd' | 'currency' | 'planId' | 'planVersion' | 'isWhole'
> & { billedAt?: Date | null };

/** What a charge came to, and what to remember of it when the invoice is final. */
export interface RatedChargeLines {
  key: ChargeKey;
  use: MeasuredUse;
  lines: LineDraft[];
}

export interface RateScope {
  customerId: string;
  catalogue: Catalogue;
}

/** Measures and prices usage as it stands now, or as it will stand if it goes on at its pace. */
export async function rateUsage(
  ctx: Context,
  scope: RateScope & { atPace?: boolean },
  charges: readonly ChargeToRate[],
): Promise<RatedChargeLines[]> {
  const rated: RatedChargeLines[] = [];
  for (const charge of charges) {
    const measured = await measure(ctx, scope, charge);
    const { grows } = await scope.catalogue.meter(charge.meter);
    const span = { start: charge.spanStart, end: charge.spanEnd };
    const use = scope.atPace && grows ? useAtPace(measured, span, ctx.clock.now()) : measured;
    rated.push({ key: charge, use, lines: usageLines(await ratedUse(ctx, scope, charge, use)) });
  }
  return rated;
}

/** Finds what came late to spans that final invoices have billed, and prices the difference. */
export async function rateLateUsage(
  ctx: Context,
  scope: RateScope,
  currency: string,
): Promise<RatedChargeLines[]> {
  const since = new Date(ctx.clock.now().getTime() - LATEST_EVENT_MS);
  const { customerId } = scope;
  const charges = await readBilledCharges(ctx, ctx.provider.id, { customerId, currency, since });
  const rated: RatedChargeLines[] = [];
  for (const charge of await changedOf(ctx, scope, charges)) {
    const use = await measure(ctx, scope, charge);
    const billed = { quantity: charge.billedQuantity ?? '0', calls: charge.billedCalls ?? 0n };
    const line = adjustmentLine(await ratedUse(ctx, scope, charge, use), billed);
    if (line) rated.push({ key: charge, use, lines: [line] });
  }
  return rated;
}

async function changedOf(ctx: Context, scope: RateScope, charges: ChargeRow[]): Promise<ChargeRow[]> {
  const spans = [];
  for (const charge of charges) {
    spans.push({
      meter: charge.meter,
      start: charge.spanStart,
      end: charge.spanEnd,
      chargeableBelow: await chargeableBelow(scope, charge),
      rollup: { quantity: charge.rollupQuantity ?? '0', calls: charge.rollupCalls ?? 0n },
    });
  }
  const changed = new Set(await changedSpans(ctx, { customerId: scope.customerId, spans }));
  return charges.filter((_, position) => changed.has(position));
}

async function measure(ctx: Context, scope: RateScope, charge: ChargeToRate): Promise<MeasuredUse> {
  return measureUsage(ctx, {
    customerId: scope.customerId,
    meter: charge.meter,
    span: { start: charge.spanStart, end: charge.spanEnd },
    chargeableBelow: await chargeableBelow(scope, charge),
  });
}

async function chargeableBelow({ catalogue }: RateScope, charge: ChargeToRate): Promise<number> {
  const { chargeableStatus } = await catalogue.plan(charge.planId, charge.planVersion);
  return CHARGEABLE_BELOW[chargeableStatus];
}

async function ratedUse(
  ctx: Context,
  { catalogue }: RateScope,
  charge: ChargeToRate,
  use: MeasuredUse,
): Promise<RatedUse> {
  const plan = await catalogue.plan(charge.planId, charge.planVersion);
  const { name, unit } = await catalogue.meter(charge.meter);
  return {
    meterName: name,
    price: priceOf(plan, charge.meter),
    currency: charge.currency,
    taxCode: plan.taxCode,
    span: { start: charge.spanStart, end: charge.spanEnd },
    timezone: ctx.provider.timezone,
    isWhole: charge.isWhole,
    use,
    detail: {
      subscription: charge.subscriptionId,
      planId: plan.id,
      plan: plan.slug,
      version: plan.version,
      quantity: use.quantity,
      calls: use.calls.toString(),
      unit,
      isWhole: charge.isWhole,
      billedAt: charge.billedAt?.toISOString() ?? null,
    },
  };
}
