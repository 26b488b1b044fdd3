import { type UpcomingInvoice, upcomingInvoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { orNull } from '@/lib/http/page-errors';

export interface MoneySoFar {
  currency: string;
  /** What the open period's usage costs until now, before discounts and taxes. */
  usageMinor: number;
  /** What the next invoice would be if the period ended now, with the next base fee and taxes. */
  nextTotalMinor: number;
  closesAt: string;
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
