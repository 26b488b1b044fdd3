import { z } from 'zod';
import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError, invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { sumMinor, toSafeNumber } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { requireProviderWriter } from '@/lib/tenants';
import { findToSettle, paid } from '../collection';
import { creditFromNote } from '../credits';
import { invoiceTax } from '../schemas';
import { type InvoiceRow, lockCustomer, takeNumber, updateInvoice } from '../store';
import { documentNumber, seriesOf } from '../tax';
import type { CreateCreditNoteInput, CreditNote } from './schemas';
import { type InvoicedSums, splitNote } from './split-note';
import { insertCreditNote, readCreditNotes } from './store';
import { creditNoteView } from './view';

const CREDITABLE = ['open', 'paid', 'uncollectible'];

/** Gives money back for a note, up to what is asked for, and returns how much of it. */
export type GiveBack = (ctx: Context, note: { id: string; invoice: string; upTo: bigint }) => Promise<bigint>;

/**
 * Takes a final invoice back in part or whole, by a numbered document of its own; never more than was invoiced.
 * It lowers what is due on the invoice; what was paid already goes back by `giveBack`, where that can, and becomes
 * credits for the next ones where it cannot.
 */
export async function createCreditNote(
  ctx: Context,
  input: CreateCreditNoteInput & { invoice: string },
  giveBack?: GiveBack,
): Promise<CreditNote> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const row = await findToSettle(inner, input.invoice);
    if (!CREDITABLE.includes(row.status)) {
      throw new AppError('invalid_state', `The invoice is ${row.status}; only final ones have credit notes.`);
    }
    await lockCustomer(inner, ctx.provider.id, row.customerId);
    const sums = splitNote(await invoicedSums(inner, row), input);
    if (sums.total === 0n) throw invalidField('amount', 'nothing', 'There is nothing to take back.');
    const issuedAt = ctx.clock.now();
    const isPartly = sums.total < row.amountDue;
    const applied = isPartly ? sums.total : row.amountDue;
    const id = newId('creditNote', issuedAt);
    const upTo = sums.total - applied;
    const refunded = upTo > 0n && giveBack ? await giveBack(inner, { id, invoice: row.id, upTo }) : 0n;
    const series = seriesOf('credit_note', issuedAt, ctx.provider.timezone);
    const note = await insertCreditNote(inner, ctx.provider.id, {
      ...sums,
      id,
      number: documentNumber(series, await takeNumber(inner, ctx.provider.id, series.key)),
      invoiceId: row.id,
      customerId: row.customerId,
      currency: row.currency,
      reason: input.reason,
      applied,
      refunded,
      issuedAt,
    });
    await apply(inner, row, applied);
    const rest = { amountMinor: upTo - refunded, number: note.number };
    await creditFromNote(inner, { customerId: row.customerId, currency: row.currency, ...rest });
    await recordAudit(inner, {
      action: 'credit_note.created',
      targetId: note.id,
      customerId: row.customerId,
      details: { number: note.number, invoice: row.id, total: toSafeNumber(note.total, 'total') },
    });
    await publishEvent(inner, {
      type: 'credit_note.created',
      subjectId: note.id,
      customerId: row.customerId,
      facts: { invoice: row.id },
    });
    return creditNoteView(note);
  });
}

/** What is left to pay becomes less; an invoice that it settles is paid. */
async function apply(ctx: Context, row: InvoiceRow, applied: bigint): Promise<void> {
  if (applied === 0n) return;
  const amountDue = row.amountDue - applied;
  const updated = await updateInvoice(ctx, ctx.provider.id, row.id, {
    amountDue,
    creditNotesApplied: row.creditNotesApplied + applied,
    ...(amountDue === 0n && { status: 'paid', paidAt: ctx.clock.now(), collectAt: null }),
  });
  if (amountDue === 0n) await paid(ctx, updated);
}

async function invoicedSums(ctx: Context, row: InvoiceRow): Promise<InvoicedSums> {
  const notes = (await readCreditNotes(ctx, ctx.provider.id, { invoiceId: row.id }, null)).map(
    creditNoteView,
  );
  const byLine = new Map<string, bigint>();
  for (const { line, amount } of notes.flatMap((note) => note.lines)) {
    byLine.set(line, (byLine.get(line) ?? 0n) + BigInt(amount));
  }
  return {
    subtotal: row.subtotal,
    taxable: row.taxable,
    total: row.total,
    taxes: z.array(invoiceTax).parse(row.taxes),
    lines: row.lines,
    noted: { total: sumMinor(notes.map(({ total }) => BigInt(total))), byLine },
  };
}
