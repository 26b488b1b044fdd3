import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { toSafeNumber } from '@/lib/core/money';
import type { Span } from '@/lib/core/period';
import { publishEvent } from '@/lib/outbox';
import type { Plan } from '@/lib/plans';
import type { Advance } from '@/lib/subscriptions';
import { insertCharges, readChargesOf } from './charges-store';
import { type Composition, compose } from './compose';
import { assignItems, type ItemRow, readItemsOf, readWaitingItems } from './items-store';
import {
  type InvoiceData,
  type InvoiceRow,
  insertInvoice,
  lockCustomer,
  readInvoice,
  replaceLines,
  updateInvoice,
} from './store';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Drafts the invoice of a window of usage that ended: its charges, and everything fixed that waits for an invoice
 * (the next base fee among it). The draft is composed anew when it is finalised.
 */
export async function draftWindow(ctx: Context, advance: Advance & { window: Span }): Promise<string> {
  const { customerId, subscriptionId, plan, window, charges } = advance;
  await lockCustomer(ctx, ctx.provider.id, customerId);
  const finalizeAfter = new Date(window.end.getTime() + ctx.provider.graceHours * HOUR_MS);
  const items = (await readWaitingItems(ctx, ctx.provider.id, customerId)).filter(
    ({ currency }) => currency === plan.currency,
  );
  const invoice = { customerId, subscriptionId, plan, period: window, windowStart: window.start };
  const id = await insertDraft(ctx, { ...invoice, finalizeAfter, items });
  await insertCharges(
    ctx,
    ctx.provider.id,
    charges.map(({ meter, span, planId, planVersion, isWhole }) => ({
      ...{ subscriptionId, customerId, invoiceId: id, currency: plan.currency },
      ...{ meter, spanStart: span.start, spanEnd: span.end, planId, planVersion, isWhole },
    })),
  );
  const row = await readInvoice(ctx, ctx.provider.id, id);
  if (!row) throw new Error(`the draft ${id} was not written`);
  const columns = await writeLines(ctx, id, await composeDraft(ctx, row));
  await updateInvoice(ctx, ctx.provider.id, id, columns);
  await recordAudit(ctx, {
    action: 'invoice.drafted',
    targetId: id,
    customerId,
    details: { periodStart: window.start.toISOString(), periodEnd: window.end.toISOString() },
  });
  return id;
}

export interface DraftInput {
  customerId: string;
  subscriptionId: string;
  plan: Plan;
  period: Span;
  windowStart: Date | null;
  finalizeAfter: Date;
  items: readonly ItemRow[];
}

/** Writes an empty draft and gives it its items; what it comes to is composed afterwards. */
export async function insertDraft(ctx: Context, input: DraftInput): Promise<string> {
  const draftedAt = ctx.clock.now();
  const { plan, period, items, ...invoice } = input;
  const id = newId('invoice', draftedAt);
  await insertInvoice(ctx, ctx.provider.id, {
    ...invoice,
    id,
    status: 'draft',
    currency: plan.currency,
    periodStart: period.start,
    periodEnd: period.end,
    draftedAt,
    plan,
  });
  await publishEvent(ctx, { type: 'invoice.created', subjectId: id, customerId: input.customerId });
  const ids = items.map((item) => item.id);
  await assignItems(ctx, ctx.provider.id, ids, id);
  return id;
}

/** Composes a draft from its charges and items as they stand now. */
export async function composeDraft(ctx: Context, row: InvoiceRow): Promise<Composition> {
  return compose(ctx, {
    customerId: row.customerId,
    subscriptionId: row.subscriptionId,
    currency: row.currency,
    period: { start: row.periodStart, end: row.periodEnd },
    charges: await readChargesOf(ctx, ctx.provider.id, row.id),
    items: await readItemsOf(ctx, ctx.provider.id, row.id),
  });
}

/** Writes a composition's lines and returns the columns that it fills in the invoice itself. */
export async function writeLines(
  ctx: Context,
  invoiceId: string,
  composition: Composition,
): Promise<InvoiceData> {
  const at = ctx.clock.now();
  const lines = composition.lines.map((line) => ({ ...line, id: newId('invoiceLine', at) }));
  await replaceLines(ctx, ctx.provider.id, invoiceId, lines);
  return invoiceColumns(composition);
}

/** A composition as the columns of an invoice. */
export function invoiceColumns(composition: Composition) {
  const { totals, tax, coupons } = composition;
  const whole = (amountMinor: bigint) => toSafeNumber(amountMinor, 'amount');
  return {
    subtotal: totals.subtotalMinor,
    discount: totals.discountMinor,
    coupons: coupons.map(({ code, amountMinor }) => ({ code, amount: whole(amountMinor) })),
    taxable: totals.taxableMinor,
    taxes: totals.taxes.map(({ name, percent, baseMinor, amountMinor }) => ({
      ...{ name, percent, base: whole(baseMinor), amount: whole(amountMinor) },
    })),
    total: totals.totalMinor,
    creditsApplied: totals.creditsAppliedMinor,
    amountDue: totals.amountDueMinor,
    seller: composition.seller,
    buyer: composition.buyer,
    placeOfSupply: tax.placeOfSupply && `${tax.placeOfSupply.code}-${tax.placeOfSupply.name}`,
    documentTitle: tax.documentTitle,
    taxNote: tax.note,
  };
}
