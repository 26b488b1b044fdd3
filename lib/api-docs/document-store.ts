import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export interface DocumentRow {
  document: string;
  updatedAt: Date;
}

export function readDocumentRow(tx: Tx, providerId: ProviderId): Promise<DocumentRow | null> {
  return db(tx).apiDocument.findUnique({
    where: { providerId },
    select: { document: true, updatedAt: true },
  });
}

export async function hasDocumentRow(tx: Tx, providerId: ProviderId): Promise<boolean> {
  return (await db(tx).apiDocument.count({ where: { providerId } })) > 0;
}

export async function writeDocumentRow(tx: Tx, providerId: ProviderId, row: DocumentRow): Promise<void> {
  await db(tx).apiDocument.upsert({
    where: { providerId },
    create: { providerId, ...row },
    update: row,
    select: { providerId: true },
  });
}

/** False where there was none. */
export async function deleteDocumentRow(tx: Tx, providerId: ProviderId): Promise<boolean> {
  return (await db(tx).apiDocument.deleteMany({ where: { providerId } })).count > 0;
}
