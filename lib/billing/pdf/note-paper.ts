import { formatInstant } from '@/lib/core/format';
import { formatMoney } from '@/lib/core/money';
import type { CreditNote } from '../credit-notes';
import type { Invoice, Seller } from '../schemas';
import { amountInWords } from '../tax';
import { stateText } from './invoice-paper';
import { letterhead, signatureNote, taxTotals } from './letterhead';
import type { Paper, PaperFact, PaperImage, PaperLine, PaperTotal } from './paper';
import { buyerParty, sellerParty } from './party';

export interface NotePaperInput {
  note: CreditNote;
  /** The invoice that it takes back, whose parties are the note's. */
  invoice: Invoice;
  seller: Seller;
  logo: PaperImage | null;
  timezone: string;
}

/** A credit note as it is printed, with what CGST Rule 53(1A) wants: the invoice's number and date among it. */
export function notePaper({ note, invoice, seller, logo, timezone }: NotePaperInput): Paper {
  const zone = seller.paper.timezone ?? timezone;
  return {
    ...letterhead(seller, logo),
    title: 'Credit Note',
    fileTitle: `Credit Note ${note.number}`,
    madeAt: new Date(note.issuedAt),
    watermark: null,
    stamp: null,
    parties: [sellerParty(seller), buyerParty(invoice.buyer, seller.country)],
    facts: factsOf(note, invoice, zone),
    taxCodeLabel: invoice.lines.some(({ taxCode }) => taxCode)
      ? seller.country === 'IN'
        ? 'HSN/SAC'
        : 'Code'
      : null,
    lines: linesOf(note, invoice),
    totals: totalsOf(note),
    words: amountInWords(BigInt(note.total), note.currency),
    notes: [
      `Reason: ${note.reason}`,
      ...(invoice.taxNote ? [invoice.taxNote] : []),
      ...signatureNote(seller),
    ],
    payment: null,
    annexes: [],
    annexRest: null,
  };
}

function factsOf(note: CreditNote, invoice: Invoice, zone: string): PaperFact[] {
  const issuedAt = invoice.issuedAt ? formatInstant(invoice.issuedAt, zone, 'day') : '';
  return [
    { label: 'Number', value: note.number },
    { label: 'Date', value: formatInstant(note.issuedAt, zone, 'day') },
    { label: 'Against invoice', value: invoice.number ?? '' },
    { label: 'Invoice date', value: issuedAt },
    ...(invoice.placeOfSupply ? [{ label: 'Place of supply', value: stateText(invoice.placeOfSupply) }] : []),
  ];
}

/** The lines that are taken back, or the one amount that was. */
function linesOf(note: CreditNote, invoice: Invoice): PaperLine[] {
  const money = (amount: number) => formatMoney(amount, note.currency);
  const plain = { quantity: '', unitPrice: '', parts: [] };
  if (note.lines.length === 0) {
    const taxCode = invoice.lines.find((line) => line.taxCode)?.taxCode ?? '';
    return [{ ...plain, description: note.reason, taxCode, amount: money(note.taxable) }];
  }
  return note.lines.map(({ line: id, description, amount }) => ({
    ...plain,
    description,
    taxCode: invoice.lines.find((line) => line.id === id)?.taxCode ?? '',
    amount: money(amount),
  }));
}

function totalsOf(note: CreditNote): PaperTotal[] {
  const money = (amount: number) => formatMoney(amount, note.currency);
  const gross = note.lines.reduce((sum, { amount }) => sum + amount, 0);
  const difference = note.lines.length === 0 ? 0 : note.taxable - gross;
  const row = (label: string, amount: number): PaperTotal[] =>
    amount === 0 ? [] : [{ label, amount: money(amount) }];
  return [
    ...row('Share of discount and of tax in the price', difference),
    { label: note.taxes.length > 0 ? 'Taxable value' : 'Value', amount: money(note.taxable) },
    ...taxTotals(note.taxes, money),
    { label: `Total credited (${note.currency})`, amount: money(note.total), isStrong: true },
    ...row('Taken off the invoice', note.appliedToInvoice),
    ...row('Kept as credit for next invoices', note.credited),
  ];
}
