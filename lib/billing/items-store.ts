import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const ITEM_SELECT = {
  id: true,
  customerId: true,
  subscriptionId: true,
  currency: true,
  kind: true,
  description: true,
  periodStart: true,
  periodEnd: true,
  quantity: true,
  unitPrice: true,
  exact: true,
  amount: true,
  taxCode: true,
  detail: true,
} as const satisfies Prisma.InvoiceItemSelect;

export type ItemRow = Prisma.InvoiceItemGetPayload<{ select: typeof ITEM_SELECT }>;

/** What waits for a customer's next invoice, in the order in which it came. */
export function readWaitingItems(tx: Tx, providerId: ProviderId, customerId: string): Promise<ItemRow[]> {
  return db(tx).invoiceItem.findMany({
    where: { providerId, customerId, invoiceId: null },
    orderBy: { position: 'asc' },
    select: ITEM_SELECT,
  });
}

export function readItemsOf(tx: Tx, providerId: ProviderId, invoiceId: string): Promise<ItemRow[]> {
  return db(tx).invoiceItem.findMany({
    where: { providerId, invoiceId },
    orderBy: { position: 'asc' },
    select: ITEM_SELECT,
  });
}

export async function assignItems(
  tx: Tx,
  providerId: ProviderId,
  ids: string[],
  invoiceId: string,
): Promise<void> {
  await db(tx).invoiceItem.updateMany({
    where: { providerId, id: { in: ids }, invoiceId: null },
    data: { invoiceId },
  });
}

export async function insertCarriedItem(
  tx: Tx,
  providerId: ProviderId,
  item: Omit<Prisma.InvoiceItemUncheckedCreateInput, 'providerId'>,
): Promise<void> {
  await db(tx).invoiceItem.create({ data: { ...item, providerId }, select: { id: true } });
}
