import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const LINE_SELECT = {
  id: true,
  position: true,
  kind: true,
  description: true,
  meter: true,
  periodStart: true,
  periodEnd: true,
  quantity: true,
  unitPrice: true,
  exact: true,
  amount: true,
  tiers: true,
  taxCode: true,
  detail: true,
} as const satisfies Prisma.InvoiceLineSelect;

export type LineRow = Prisma.InvoiceLineGetPayload<{ select: typeof LINE_SELECT }>;

const INVOICE_SELECT = {
  id: true,
  number: true,
  customerId: true,
  subscriptionId: true,
  status: true,
  currency: true,
  periodStart: true,
  periodEnd: true,
  windowStart: true,
  draftedAt: true,
  finalizeAfter: true,
  issuedAt: true,
  dueAt: true,
  paidAt: true,
  subtotal: true,
  discount: true,
  coupons: true,
  taxable: true,
  taxes: true,
  total: true,
  creditNotesApplied: true,
  creditsApplied: true,
  amountPaid: true,
  amountDue: true,
  seller: true,
  buyer: true,
  plan: true,
  placeOfSupply: true,
  documentTitle: true,
  taxNote: true,
  paymentReference: true,
  collectAt: true,
  failedAttempts: true,
  failingSince: true,
  accessStopsAt: true,
  lines: { select: LINE_SELECT, orderBy: { position: 'asc' } },
} as const satisfies Prisma.InvoiceSelect;

export type InvoiceRow = Prisma.InvoiceGetPayload<{ select: typeof INVOICE_SELECT }>;

/** What a composition writes into an invoice. */
export type InvoiceData = Omit<
  Prisma.InvoiceUncheckedUpdateManyInput,
  'providerId' | 'id' | 'customerId' | 'subscriptionId'
>;

export async function insertInvoice(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.InvoiceUncheckedCreateInput, 'providerId' | 'lines'>,
): Promise<void> {
  await db(tx).invoice.create({ data: { ...data, providerId }, select: { id: true } });
}

export function readInvoice(tx: Tx, providerId: ProviderId, id: string): Promise<InvoiceRow | null> {
  return db(tx).invoice.findFirst({ where: { providerId, id }, select: INVOICE_SELECT });
}

/** The invoice, held against changes until the transaction ends. */
export async function lockInvoice(tx: Tx, providerId: ProviderId, id: string): Promise<InvoiceRow | null> {
  await db(tx).$queryRaw`SELECT id FROM invoice WHERE provider_id = ${providerId} AND id = ${id} FOR UPDATE`;
  return readInvoice(tx, providerId, id);
}

/** Everything that is drawn from a customer's one purse (items, credits, coupons) waits for this lock. */
export async function lockCustomer(tx: Tx, providerId: ProviderId, customerId: string): Promise<void> {
  await db(tx).$queryRaw`
    SELECT id FROM customer WHERE provider_id = ${providerId} AND id = ${customerId} FOR UPDATE`;
}

export async function updateInvoice(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: InvoiceData,
): Promise<InvoiceRow> {
  await db(tx).invoice.updateMany({ where: { providerId, id }, data });
  const row = await readInvoice(tx, providerId, id);
  if (!row) throw new Error(`invoice ${id} is gone`);
  return row;
}

/** Puts other lines in place of a draft's. */
export async function replaceLines(
  tx: Tx,
  providerId: ProviderId,
  invoiceId: string,
  lines: Omit<Prisma.InvoiceLineUncheckedCreateInput, 'providerId' | 'invoiceId' | 'position'>[],
): Promise<void> {
  await db(tx).invoiceLine.deleteMany({ where: { providerId, invoiceId } });
  await db(tx).invoiceLine.createMany({
    data: lines.map((line, index) => ({ ...line, providerId, invoiceId, position: index + 1 })),
  });
}

export interface InvoiceFilters {
  customerId?: string | undefined;
  status?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

export function readInvoices(
  tx: Tx,
  providerId: ProviderId,
  filters: InvoiceFilters,
  take: number,
  afterId: string | null,
): Promise<InvoiceRow[]> {
  const { customerId, status, from, to } = filters;
  const range = { ...(from && { gte: from }), ...(to && { lt: to }) };
  const isBounded = from !== undefined || to !== undefined;
  return db(tx).invoice.findMany({
    where: {
      providerId,
      ...(afterId !== null && { id: { lt: afterId } }),
      ...(customerId !== undefined && { customerId }),
      ...(status !== undefined && { status }),
      ...(isBounded && { OR: [{ issuedAt: range }, { issuedAt: null, draftedAt: range }] }),
    },
    orderBy: { id: 'desc' },
    take,
    select: INVOICE_SELECT,
  });
}

/** The next number of a series: the row's lock is held until the invoice that takes it is committed. */
export async function takeNumber(tx: Tx, providerId: ProviderId, series: string): Promise<number> {
  const rows = await db(tx).$queryRaw<{ last_number: number }[]>`
    INSERT INTO invoice_series AS s (provider_id, series, last_number) VALUES (${providerId}, ${series}, 1)
    ON CONFLICT (provider_id, series) DO UPDATE SET last_number = s.last_number + 1 RETURNING last_number`;
  const [row] = rows;
  if (!row) throw new Error(`the series ${series} gave no number`);
  return row.last_number;
}
