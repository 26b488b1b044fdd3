import { formatCount, formatInstant, formatPrice } from '@/lib/core/format';
import { formatMoney } from '@/lib/core/money';
import type { Explanation } from '../explain-schemas';
import type { Invoice, InvoiceLine, Seller } from '../schemas';
import { amountInWords } from '../tax';
import { annexesOf } from './annexes';
import { letterhead, signatureNote, taxTotals } from './letterhead';
import type { Paper, PaperFact, PaperImage, PaperLine, PaperTotal } from './paper';
import { buyerParty, sellerParty } from './party';

export interface InvoicePaperInput {
  invoice: Invoice;
  seller: Seller;
  logo: PaperImage | null;
  explanation: Explanation;
  /** The provider's, for invoices from before their snapshot had one. */
  timezone: string;
}

const WATERMARKS: Partial<Record<Invoice['status'], string>> = { draft: 'DRAFT', void: 'VOID' };

/**
 * An invoice as it is printed: everything that CGST Rule 46 wants on a tax invoice, which is more than most other
 * laws do. Made from the invoice's own snapshots alone, so it prints the same for ever.
 */
export function invoicePaper({ invoice, seller, logo, explanation, timezone }: InvoicePaperInput): Paper {
  const { number, currency, taxNote } = invoice;
  const zone = seller.paper.timezone ?? timezone;
  const hasCodes = invoice.lines.some(({ taxCode }) => taxCode !== undefined);
  const isIndian = seller.country === 'IN';
  return {
    ...letterhead(seller, logo),
    title: invoice.documentTitle,
    fileTitle: `${invoice.documentTitle} ${number ?? '(draft)'}`,
    madeAt: new Date(invoice.issuedAt ?? invoice.createdAt),
    watermark: WATERMARKS[invoice.status] ?? null,
    stamp: invoice.status === 'paid' ? 'PAID' : null,
    parties: [sellerParty(seller), buyerParty(invoice.buyer, seller.country)],
    facts: factsOf(invoice, zone, isIndian),
    taxCodeLabel: hasCodes ? (isIndian ? 'HSN/SAC' : 'Code') : null,
    lines: invoice.lines.map((line) => paperLine(line, currency)),
    totals: totalsOf(invoice),
    words: amountInWords(BigInt(invoice.total), currency),
    notes: [...(taxNote ? [taxNote] : []), ...signatureNote(seller)],
    payment: paymentOf(invoice, seller, zone),
    ...annexesOf(explanation, currency),
  };
}

function factsOf(invoice: Invoice, zone: string, isIndian: boolean): PaperFact[] {
  const { number, issuedAt, dueAt, paidAt, paymentReference, periodStart, periodEnd, placeOfSupply } =
    invoice;
  const day = (at: string) => formatInstant(at, zone, 'day');
  const last = new Date(new Date(periodEnd).getTime() - 1).toISOString();
  const facts: (PaperFact | false | null | undefined)[] = [
    { label: 'Number', value: number ?? 'None yet: a draft' },
    issuedAt && { label: 'Date', value: day(issuedAt) },
    dueAt && invoice.status === 'open' && { label: 'Due', value: day(dueAt) },
    paidAt && { label: 'Paid', value: day(paidAt) },
    paymentReference && { label: 'Payment reference', value: paymentReference },
    periodStart !== periodEnd && {
      label: 'Usage',
      value: `${formatInstant(periodStart, zone, 'shortDay')} – ${day(last)}`,
    },
    placeOfSupply && { label: 'Place of supply', value: stateText(placeOfSupply) },
    isIndian && { label: 'Tax payable on reverse charge', value: 'No' },
  ].map((fact) => fact || null);
  return facts.filter((fact): fact is PaperFact => Boolean(fact));
}

/** `27-Maharashtra` as paper writes it. */
export function stateText(placeOfSupply: string): string {
  const [code, ...name] = placeOfSupply.split('-');
  return `${name.join('-')} (${code})`;
}

function paperLine(line: InvoiceLine, currency: string): PaperLine {
  const count = (quantity: string) => formatCount(quantity, currency, 12);
  return {
    description: line.description,
    taxCode: line.taxCode ?? '',
    quantity: `${count(line.quantity)}${line.unit ? ` ${unitText(line.unit, line.quantity)}` : ''}`,
    unitPrice: line.unitPrice === undefined ? '' : formatPrice(line.unitPrice, currency),
    amount: formatMoney(line.amount, currency),
    parts: (line.tiers ?? []).map((part) => ({
      description: part.description,
      quantity: count(part.quantity),
      unitPrice: formatPrice(part.unitPrice, currency),
      amount: formatMoney(part.amount, currency),
    })),
  };
}

/** `call` in the plural that English gives most units; abbreviations stay. */
function unitText(unit: string, quantity: string): string {
  return quantity === '1' || !/^[a-z]+[^s]$/.test(unit) || unit.length < 3 ? unit : `${unit}s`;
}

function totalsOf(invoice: Invoice): PaperTotal[] {
  const { currency, subtotal, discount, coupons, taxable, taxes, total } = invoice;
  const money = (amountMinor: number) => formatMoney(amountMinor, currency);
  const codes = coupons.filter(({ amount }) => amount !== 0).map(({ code }) => code);
  const row = (label: string, amount: number): PaperTotal[] =>
    amount === 0 ? [] : [{ label, amount: money(amount) }];
  const payments = [
    ...row('Credit notes', -invoice.creditNotesApplied),
    ...row('Prepaid credits', -invoice.creditsApplied),
    ...row('Paid', -invoice.amountPaid),
  ];
  const isInclusive = taxable !== subtotal - discount;
  return [
    { label: isInclusive ? 'Subtotal, tax included' : 'Subtotal', amount: money(subtotal) },
    ...row(codes.length > 0 ? `Discount (${codes.join(', ')})` : 'Discount', -discount),
    ...(taxes.length > 0 ? [{ label: 'Taxable value', amount: money(taxable) }] : []),
    ...taxTotals(taxes, money),
    { label: `Total (${currency})`, amount: money(total), isStrong: true },
    ...payments,
    ...(payments.length > 0 || invoice.status === 'void'
      ? [{ label: 'Amount due', amount: money(invoice.amountDue), isStrong: true }]
      : []),
  ];
}

function paymentOf(invoice: Invoice, seller: Seller, zone: string): Paper['payment'] {
  const { paymentInstructions } = seller.paper;
  if (invoice.status !== 'open' || !paymentInstructions) return null;
  const due = invoice.dueAt ? `, by ${formatInstant(invoice.dueAt, zone, 'day')}` : '';
  return {
    title: `Please pay ${formatMoney(invoice.amountDue, invoice.currency)}${due}`,
    text: paymentInstructions,
  };
}
