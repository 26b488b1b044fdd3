import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import {
  baseItem,
  chargesOf,
  nextPeriodOf,
  planOf,
  readSubscriptionOf,
  type SubscriptionRow,
  windowOf,
} from '@/lib/subscriptions';
import { resolveCustomerId } from '@/lib/tenants';
import { compose } from './compose';
import { composedMoney } from './composed-money';
import { type ItemRow, readWaitingItems } from './items-store';
import type { UpcomingInvoice } from './schemas';

/**
 * The invoice that the open window of usage would make if it ended now: what was used until now, what waits, and
 * the next base fee where a period ends with it. It is composed as the real one will be. With `atPace` usage is taken
 * to go on as it did so far: a forecast of that invoice.
 */
export async function upcomingInvoice(
  ctx: Context,
  input: { customer: string; atPace?: boolean },
): Promise<UpcomingInvoice> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  const row = await readSubscriptionOf(ctx, ctx.provider.id, customerId);
  if (!row || row.closeAt === null) throw notFound('upcoming invoice');
  const plan = await planOf(ctx, row);
  const { currency } = plan;
  const closesAt = row.closeAt;
  const window = row.usageFrom && windowOf(row, row.usageFrom, closesAt);
  const charges = (await chargesOf(ctx, row, window)).map(({ span, ...charge }) => ({
    ...{ ...charge, subscriptionId: row.id, currency },
    ...{ spanStart: span.start, spanEnd: span.end },
  }));
  const waiting = await readWaitingItems(ctx, ctx.provider.id, customerId);
  const items = [...waiting.filter((item) => item.currency === currency), ...(await nextBase(ctx, row))];
  const period = window ?? { start: closesAt, end: closesAt };
  const composition = await compose(ctx, {
    ...{ customerId, subscriptionId: row.id, currency, period, charges, items },
    atPace: input.atPace ?? false,
  });
  const { seller, buyer, tax } = composition;
  return {
    customer: customerId,
    subscription: row.id,
    plan: plan.slug,
    status: 'draft',
    periodStart: period.start.toISOString(),
    periodEnd: period.end.toISOString(),
    ...composedMoney(composition, currency),
    amountPaid: 0,
    seller,
    buyer,
    ...(tax.placeOfSupply && { placeOfSupply: `${tax.placeOfSupply.code}-${tax.placeOfSupply.name}` }),
    documentTitle: tax.documentTitle,
    taxNote: tax.note,
    closesAt: closesAt.toISOString(),
  };
}

/** The base fee that falls due when the window closes: of the next period, or of the first. */
async function nextBase(ctx: Context, row: SubscriptionRow): Promise<ItemRow[]> {
  const { closeAt } = row;
  if (closeAt === null || (row.cancelAt !== null && row.cancelAt <= closeAt)) return [];
  const plan = await planOf(ctx, row);
  const hasBegun = row.usageFrom !== null;
  if (hasBegun ? closeAt < row.currentPeriodEnd : row.status === 'trialing') return [];
  const next = hasBegun ? await nextPeriodOf(ctx, row, plan, closeAt) : { ...row, plan };
  const period = { start: next.currentPeriodStart, end: next.currentPeriodEnd };
  const item = baseItem(next.plan, period, ctx.provider.timezone);
  if (!item) return [];
  const { id: subscriptionId, customerId } = row;
  const { currency } = next.plan;
  const id = newId('invoiceLine', ctx.clock.now());
  return [{ ...item, id, customerId, subscriptionId, currency, detail: {} }];
}
