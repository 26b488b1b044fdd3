import type { Context } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';
import { findInvoice } from '../find-invoice';
import type { InvoiceRow } from '../store';
import { readDeferred, readOpen } from './store';

/** What collecting needs to know of an invoice. */
export interface OwedInvoice {
  id: string;
  customerId: string;
  number: string | null;
  status: string;
  currency: string;
  amountDue: bigint;
  dueAt: Date | null;
  collectAt: Date | null;
  failedAttempts: number;
  failingSince: Date | null;
}

/** An invoice as collecting sees it; held against changes where `locked`. @throws AppError `not_found` */
export async function owedInvoice(
  ctx: Context,
  input: { id: string; locked?: boolean },
): Promise<OwedInvoice> {
  return owed(await findInvoice(ctx, input.id, input.locked));
}

/** Says when an open invoice is tried next; null takes it off the schedule. */
export async function scheduleCollection(
  ctx: Context,
  input: { invoice: string; collectAt: Date | null },
): Promise<void> {
  await db(ctx).invoice.updateMany({
    where: { providerId: ctx.provider.id, id: input.invoice, status: 'open' },
    data: { collectAt: input.collectAt },
  });
}

/** A customer's open invoices: what a new card is tried on. */
export function openInvoicesOf(ctx: Context, input: { customerId: string }): Promise<{ id: string }[]> {
  return readOpen(ctx, ctx.provider.id, input.customerId);
}

/** A customer's other open invoices that wait: too small to be charged alone, or there was no card. */
export function waitingInvoicesOf(
  ctx: Context,
  { customerId, currency, id }: OwedInvoice,
): Promise<{ id: string; amountDue: bigint }[]> {
  return readDeferred(ctx, ctx.provider.id, { customerId, currency, except: id });
}

function owed(row: InvoiceRow): OwedInvoice {
  const { id, customerId, number, status, currency, amountDue, dueAt } = row;
  const { collectAt, failedAttempts, failingSince } = row;
  return {
    ...{ id, customerId, number, status, currency, amountDue, dueAt },
    ...{ collectAt, failedAttempts, failingSince },
  };
}
