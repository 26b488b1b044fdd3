import type { Context } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { addDays, localDayOf, localMidnight } from '@/lib/core/period';
import { listProviderMembers } from '@/lib/tenants';
import { forEveryProvider } from './every-provider';
import { dashboardUrl } from './links';
import { queueMail } from './queue-mail';
import { readMoney, selectCalls, selectRefused } from './reminder-store';

const DAYS = 7;
const MONDAY = 1;
/** When people begin to read mail. */
const FROM_HOUR_MS = 8 * 60 * 60 * 1000;

/** Writes the weekly digest of every provider whose Monday morning it is. */
export function sendDigests(): Promise<void> {
  return forEveryProvider(sendDigest);
}

/**
 * Queues a provider's digest of the week before for its owners, once, from Monday eight o'clock on in its own time
 * zone. None of a sandbox, nor of a week in which nothing happened.
 */
export async function sendDigest(ctx: Context): Promise<void> {
  const { timezone, id: providerId, mode } = ctx.provider;
  const now = ctx.clock.now();
  const today = localDayOf(now, timezone);
  const end = localMidnight(today, timezone);
  const isMonday = new Date(`${today}T00:00:00Z`).getUTCDay() === MONDAY;
  if (mode === 'test' || !isMonday || now.getTime() - end.getTime() < FROM_HOUR_MS) return;
  const start = localMidnight(addDays(today, -DAYS), timezone);
  const week = { start, end };
  const before = { start: localMidnight(addDays(today, -2 * DAYS), timezone), end: start };
  const { calls, customers } = await selectCalls(providerId, week);
  const { newCustomers, overdue, invoiced } = await readMoney(ctx, providerId, week);
  if (calls === '0' && newCustomers === 0 && invoiced.length === 0) return;
  const props = {
    ...{ from: start.toISOString(), to: end.toISOString(), url: dashboardUrl(''), newCustomers, overdue },
    calls: Number(calls),
    callsBefore: Number((await selectCalls(providerId, before)).calls),
    activeCustomers: Number(customers),
    refused: Number(await selectRefused(providerId, week)),
    invoiced: invoiced.map(({ currency, amount }) => ({
      currency,
      amount: toSafeNumber(amount, 'invoiced'),
    })),
  };
  for (const { email, role } of await listProviderMembers(ctx)) {
    if (role !== 'owner') continue;
    await queueMail(ctx, { providerId, template: 'digest', to: email, occasion: `digest:${today}`, props });
  }
}
