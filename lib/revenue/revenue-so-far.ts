import type { Context } from '@/lib/core/context';
import { localMonthOf, monthBounds } from '@/lib/core/period';
import { requireProviderSide } from '@/lib/tenants';
import { countSubscribers, sumInvoiced } from './store';

export interface RevenueSoFar {
  /** Invoiced since the provider's local month began, without taxes; never added up over currencies. */
  invoiced: { currency: string; amountMinor: bigint }[];
  subscribers: number;
}

/** How the month is going: what was invoiced in it, and how many customers have a live subscription. */
export async function revenueSoFar(ctx: Context): Promise<RevenueSoFar> {
  requireProviderSide(ctx);
  const { id, timezone } = ctx.provider;
  const { start } = monthBounds(localMonthOf(ctx.clock.now(), timezone), timezone);
  const [invoiced, subscribers] = await Promise.all([sumInvoiced(ctx, id, start), countSubscribers(ctx, id)]);
  return { invoiced, subscribers };
}
