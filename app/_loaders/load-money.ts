import { type UpcomingInvoice, upcomingInvoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { orNull } from '@/lib/core/errors';

export interface MoneySoFar {
  currency: string;
  /** What the open period's usage costs until now, before discounts and taxes. */
  usageMinor: number;
  /** What the next invoice would be if the period ended now, with the next base fee and taxes. */
  nextTotalMinor: number;
  closesAt: string;
}

/** Before a period is a day old, a forecast of it would be a guess. */
const FORECAST_AFTER_MS = 24 * 60 * 60 * 1000;

export interface MoneyForecast {
  /** What the period's usage will cost at its present pace, before discounts and taxes. */
  usageMinor: number;
  /** What the next invoice will then be, with the next base fee and taxes. */
  totalMinor: number;
}

/** What a customer's open period will come to if its usage goes on as until now; null while that says nothing. */
export async function loadForecast(ctx: Context, customer: string): Promise<MoneyForecast | null> {
  const forecast = await orNull(upcomingInvoice(ctx, { customer, atPace: true }));
  if (!forecast) return null;
  const age = ctx.clock.now().getTime() - new Date(forecast.periodStart).getTime();
  if (age < FORECAST_AFTER_MS) return null;
  const { usageMinor, nextTotalMinor } = moneyOf(forecast);
  return { usageMinor, totalMinor: nextTotalMinor };
}

/** What a customer's open period comes to until now; null where no invoice is to come. */
export async function loadMoney(ctx: Context, customer: string): Promise<MoneySoFar | null> {
  const upcoming = await orNull(upcomingInvoice(ctx, { customer }));
  return upcoming && { ...moneyOf(upcoming), closesAt: upcoming.closesAt };
}

function moneyOf({ currency, lines, total }: UpcomingInvoice) {
  const usage = lines.filter(({ kind }) => kind === 'usage' || kind === 'minimum' || kind === 'adjustment');
  return {
    currency,
    usageMinor: usage.reduce((sum, { amount }) => sum + amount, 0),
    nextTotalMinor: total,
  };
}
