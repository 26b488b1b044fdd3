import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const NOTE_SELECT = {
  id: true,
  number: true,
  invoiceId: true,
  customerId: true,
  currency: true,
  reason: true,
  lines: true,
  taxable: true,
  taxes: true,
  total: true,
  applied: true,
  refunded: true,
  issuedAt: true,
} as const satisfies Prisma.CreditNoteSelect;

export type NoteRow = Prisma.CreditNoteGetPayload<{ select: typeof NOTE_SELECT }>;

export function insertCreditNote(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.CreditNoteUncheckedCreateInput, 'providerId'>,
): Promise<NoteRow> {
  return db(tx).creditNote.create({ data: { ...data, providerId }, select: NOTE_SELECT });
}

export function readCreditNote(tx: Tx, providerId: ProviderId, id: string): Promise<NoteRow | null> {
  return db(tx).creditNote.findFirst({ where: { providerId, id }, select: NOTE_SELECT });
}

/** Newest first; all of them without a page. */
export function readCreditNotes(
  tx: Tx,
  providerId: ProviderId,
  filters: { invoiceId?: string; customerId?: string },
  page: { take: number; afterId: string | null } | null,
): Promise<NoteRow[]> {
  return db(tx).creditNote.findMany({
    where: { providerId, ...filters, ...(page?.afterId != null && { id: { lt: page.afterId } }) },
    orderBy: { id: 'desc' },
    ...(page && { take: page.take }),
    select: NOTE_SELECT,
  });
}
