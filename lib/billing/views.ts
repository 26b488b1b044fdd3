import { z } from 'zod';
import { toSafeNumber } from '@/lib/core/money';
import {
  buyer,
  type Invoice,
  type InvoiceLine,
  invoice,
  invoicedPlan,
  invoiceLine,
  invoiceTax,
  linePart,
  seller,
} from './schemas';
import type { InvoiceRow, LineRow } from './store';

const lineUnit = z.object({ unit: z.string() });
const couponShare = z.array(z.object({ code: z.string(), amount: z.number() }));

/** An invoice as the contract shows it. JSON columns are read through their schemas. */
export function invoiceView(row: InvoiceRow): Invoice {
  return {
    id: row.id,
    number: row.number,
    customer: row.customerId,
    subscription: row.subscriptionId,
    plan: invoicedPlan.safeParse(row.plan).data?.slug ?? null,
    status: invoice.shape.status.parse(row.status),
    periodStart: row.periodStart.toISOString(),
    periodEnd: row.periodEnd.toISOString(),
    ...moneyView(row),
    amountPaid: toSafeNumber(row.amountPaid, 'amountPaid'),
    seller: seller.parse(row.seller),
    buyer: buyer.parse(row.buyer),
    ...(row.placeOfSupply !== null && { placeOfSupply: row.placeOfSupply }),
    documentTitle: row.documentTitle,
    taxNote: row.taxNote,
    createdAt: row.draftedAt.toISOString(),
    finalizesAt: row.status === 'draft' ? row.finalizeAfter.toISOString() : null,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    paidAt: row.paidAt?.toISOString() ?? null,
    paymentReference: row.paymentReference,
  };
}

type MoneyColumns = Pick<
  InvoiceRow,
  | 'currency'
  | 'lines'
  | 'subtotal'
  | 'discount'
  | 'coupons'
  | 'taxable'
  | 'taxes'
  | 'total'
  | 'creditNotesApplied'
  | 'creditsApplied'
  | 'amountDue'
>;

export function moneyView(row: MoneyColumns) {
  return {
    currency: row.currency,
    lines: row.lines.map(lineView),
    subtotal: toSafeNumber(row.subtotal, 'subtotal'),
    discount: toSafeNumber(row.discount, 'discount'),
    coupons: couponShare.parse(row.coupons),
    taxable: toSafeNumber(row.taxable, 'taxable'),
    taxes: z.array(invoiceTax).parse(row.taxes),
    total: toSafeNumber(row.total, 'total'),
    creditNotesApplied: toSafeNumber(row.creditNotesApplied, 'creditNotesApplied'),
    creditsApplied: toSafeNumber(row.creditsApplied, 'creditsApplied'),
    amountDue: toSafeNumber(row.amountDue, 'amountDue'),
  };
}

export function lineView(row: LineRow): InvoiceLine {
  const tiers = z.array(linePart).parse(row.tiers);
  // A minimum's quantity is one minimum, whatever its meter counts.
  const unit = row.kind === 'minimum' ? undefined : lineUnit.safeParse(row.detail).data?.unit;
  return {
    id: row.id,
    kind: invoiceLine.shape.kind.parse(row.kind),
    description: row.description,
    ...(row.meter !== null && { meter: row.meter }),
    periodStart: row.periodStart.toISOString(),
    periodEnd: row.periodEnd.toISOString(),
    quantity: row.quantity,
    ...(unit && { unit }),
    ...(row.unitPrice !== null && { unitPrice: row.unitPrice }),
    ...(tiers.length > 0 && { tiers }),
    amount: toSafeNumber(row.amount, 'lines.amount'),
    ...(row.taxCode !== null && { taxCode: row.taxCode }),
  };
}
