import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { enqueue } from '@/lib/infra/queue';
import { publishEvent } from '@/lib/outbox';
import { spendRedemption } from '@/lib/subscriptions';
import { getProvider } from '@/lib/tenants';
import { updateCharge } from './charges-store';
import { paid } from './collection';
import type { Composition } from './compose';
import { applyDueCredits, burnForInvoice } from './credits';
import { composeDraft, writeLines } from './draft';
import { insertCarriedItem } from './items-store';
import { type InvoiceRow, lockCustomer, lockInvoice, takeNumber, updateInvoice } from './store';
import { documentNumber, seriesOf } from './tax';
import { assertTransition } from './transitions';

const BILLING = { kind: 'system', id: 'billing', name: 'Billing' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a draft final: composed anew, so that everything recorded until now is in it; numbered without gaps;
 * credits burned; usage remembered as billed. Null when it is no draft any more: another worker was faster.
 * An invoice that leaves nothing to pay is paid at once; any other is collected from now on (lib/payments).
 */
export async function finalizeDraft(ctx: Context, input: { id: string }): Promise<InvoiceRow | null> {
  return inTransaction(ctx, async (inner) => {
    const row = await lockInvoice(inner, ctx.provider.id, input.id);
    if (row?.status !== 'draft') return null;
    assertTransition(row.status, 'open');
    await lockCustomer(inner, ctx.provider.id, row.customerId);
    // What expires, is reset or comes again at this instant does so before anything is spent.
    await applyDueCredits(inner, { customerId: row.customerId });
    const composition = await composeDraft(inner, row);
    await remember(inner, row, composition);
    const issuedAt = ctx.clock.now();
    const isPaid = composition.totals.amountDueMinor === 0n;
    const { invoicePrefix } = (await getProvider({ ...inner, actor: BILLING })).paperSettings;
    const series = seriesOf('invoice', issuedAt, ctx.provider.timezone, invoicePrefix);
    const columns = await writeLines(inner, row.id, composition);
    const final = await updateInvoice(inner, ctx.provider.id, row.id, {
      ...columns,
      number: documentNumber(series, await takeNumber(inner, ctx.provider.id, series.key)),
      status: isPaid ? 'paid' : 'open',
      issuedAt,
      dueAt: dueAt(ctx, issuedAt),
      paidAt: isPaid ? issuedAt : null,
      collectAt: isPaid ? null : issuedAt,
    });
    await recordAudit(inner, {
      action: 'invoice.finalized',
      targetId: row.id,
      customerId: row.customerId,
      details: { number: final.number, total: final.total.toString(), currency: final.currency },
    });
    await publishEvent(inner, {
      type: 'invoice.finalized',
      subjectId: row.id,
      customerId: row.customerId,
    });
    if (isPaid) await paid(inner, final);
    else await enqueue(inner, { task: 'close-due-of', payload: { provider: ctx.provider.slug } });
    return final;
  });
}

/** What the next invoices must know: usage that is billed now, credits and coupons that are used, what is left. */
async function remember(ctx: Context, row: InvoiceRow, composition: Composition): Promise<void> {
  const { customerId, currency } = row;
  const billedAt = ctx.clock.now();
  for (const { key, use } of composition.rated) {
    await updateCharge(ctx, ctx.provider.id, key, {
      billedQuantity: use.quantity,
      billedCalls: use.calls,
      rollupQuantity: use.rollup.quantity,
      rollupCalls: use.rollup.calls,
      billedAt,
    });
  }
  const amountMinor = composition.totals.creditsAppliedMinor;
  await burnForInvoice(ctx, { customerId, currency, invoiceId: row.id, amountMinor });
  for (const coupon of composition.coupons) {
    if (coupon.duration !== 'once' || coupon.amountMinor === 0n) continue;
    await spendRedemption(ctx, ctx.provider.id, coupon.subscriptionId, coupon.id);
  }
  if (composition.carriedMinor < 0n) await carry(ctx, row, composition);
}

/** What would have made the invoice negative waits for the next. */
async function carry(ctx: Context, row: InvoiceRow, { carriedMinor, lines }: Composition): Promise<void> {
  const createdAt = ctx.clock.now();
  const exact = lines.at(-1)?.exact ?? '0';
  const negative = `-${exact}`;
  await insertCarriedItem(ctx, ctx.provider.id, {
    id: newId('invoiceLine', createdAt),
    customerId: row.customerId,
    subscriptionId: row.subscriptionId ?? '',
    currency: row.currency,
    kind: 'adjustment',
    description: 'Credit carried over from the invoice before',
    periodStart: row.periodStart,
    periodEnd: row.periodEnd,
    quantity: '1',
    unitPrice: negative,
    exact: negative,
    amount: carriedMinor,
    detail: { invoice: row.id },
    createdAt,
  });
}

function dueAt(ctx: Context, issuedAt: Date): Date {
  return new Date(issuedAt.getTime() + ctx.provider.paymentDays * DAY_MS);
}
