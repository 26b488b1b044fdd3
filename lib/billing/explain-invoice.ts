import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { toSafeNumber } from '@/lib/core/money';
import { CHARGEABLE_BELOW } from '@/lib/plans';
import { listUses } from '@/lib/usage';
import { explainLine, lineUse, usageDetailOf } from './explain-line';
import type { ExplainQuery, Explanation } from './explain-schemas';
import { findInvoice } from './find-invoice';
import { Catalogue } from './meters-and-plans';
import type { InvoiceRow } from './store';

/**
 * Every line of an invoice with its arithmetic, down to the usage of each day and endpoint; of one line, also the
 * single uses by page. What came after the invoice was final is not in it: that is an adjustment of its own.
 */
export async function explainInvoice(
  ctx: Context,
  input: ExplainQuery & { id: string },
): Promise<Explanation> {
  const row = await findInvoice(ctx, input.id);
  const catalogue = new Catalogue(ctx);
  const lines = [];
  for (const line of row.lines) lines.push(await explainLine(ctx, row, line, catalogue));
  return {
    invoice: row.id,
    number: row.number,
    currency: row.currency,
    subtotal: toSafeNumber(row.subtotal, 'subtotal'),
    discount: toSafeNumber(row.discount, 'discount'),
    taxable: toSafeNumber(row.taxable, 'taxable'),
    total: toSafeNumber(row.total, 'total'),
    lines,
    events:
      input.line === undefined ? null : await eventsOf(ctx, row, catalogue, { ...input, line: input.line }),
  };
}

async function eventsOf(
  ctx: Context,
  row: InvoiceRow,
  catalogue: Catalogue,
  { line: id, limit, cursor }: ExplainQuery & { line: string },
): Promise<Explanation['events']> {
  const line = row.lines.find((one) => one.id === id);
  const detail = line && usageDetailOf(line);
  if (!detail) throw invalidField('line', 'no_usage', 'Not a line of usage of this invoice.');
  const { chargeableStatus } = await catalogue.plan(detail.planId, detail.version);
  const { days: _, ...use } = await lineUse(ctx, row, line, CHARGEABLE_BELOW[chargeableStatus]);
  return { line: id, ...(await listUses(ctx, { ...use, limit, cursor })) };
}
