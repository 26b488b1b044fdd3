import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { publishEvent } from '@/lib/outbox';
import { type InvoiceData, type InvoiceRow, updateInvoice } from './store';
import { assertTransition, type InvoiceStatus } from './transitions';

/** Moves a locked invoice to another status, by the one table, and writes down who did. */
export async function moveInvoice(
  ctx: Context,
  row: InvoiceRow,
  status: InvoiceStatus,
  { reason, ...data }: InvoiceData & { reason?: string | undefined } = {},
): Promise<InvoiceRow> {
  assertTransition(row.status, status);
  const moved = await updateInvoice(ctx, ctx.provider.id, row.id, { ...data, status });
  await recordAudit(ctx, {
    action: `invoice.${status}`,
    targetId: row.id,
    customerId: row.customerId,
    details: { number: row.number, ...(reason !== undefined && { reason }) },
  });
  if (status === 'void') {
    await publishEvent(ctx, { type: 'invoice.voided', subjectId: row.id, customerId: row.customerId });
  }
  return moved;
}
