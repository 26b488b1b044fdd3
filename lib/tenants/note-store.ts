import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export interface NoteRow {
  id: string;
  authorName: string;
  text: string;
  createdAt: Date;
}

/** Of one customer, newest first. */
export function readNotes(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  take: number,
): Promise<NoteRow[]> {
  return db(tx).customerNote.findMany({
    where: { providerId, customerId },
    orderBy: { id: 'desc' },
    take,
    select: { id: true, authorName: true, text: true, createdAt: true },
  });
}

export async function insertNote(
  tx: Tx,
  providerId: ProviderId,
  data: NoteRow & { customerId: string },
): Promise<void> {
  await db(tx).customerNote.create({ data: { ...data, providerId }, select: { id: true } });
}

/** Answers whom the note was about; null where there was none, or somebody else was faster. */
export async function deleteNote(tx: Tx, providerId: ProviderId, id: string): Promise<string | null> {
  const [row] = await db(tx).$queryRaw<{ customerId: string }[]>`
    DELETE FROM customer_note WHERE provider_id = ${providerId} AND id = ${id}
    RETURNING customer_id AS "customerId"`;
  return row?.customerId ?? null;
}
