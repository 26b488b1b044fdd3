import { AppError, invalidField } from '@/lib/core/errors';
import { allocate, sumMinor, toSafeNumber } from '@/lib/core/money';
import type { CreateCreditNoteInput } from './schemas';

/** Pure: what a credit note takes back, and how much of it is tax. */

export interface InvoicedSums {
  subtotal: bigint;
  taxable: bigint;
  total: bigint;
  taxes: readonly { name: string; percent: string; base: number; amount: number }[];
  lines: readonly { id: string; description: string; amount: bigint }[];
  /** What earlier notes took back. */
  noted: { total: bigint; byLine: ReadonlyMap<string, bigint> };
}

export interface NoteSums {
  taxable: bigint;
  taxes: { name: string; percent: string; base: number; amount: number }[];
  total: bigint;
  lines: { line: string; description: string; amount: number }[];
}

/**
 * A share of the invoice, taxed as it was: the gross is split over net and taxes in proportion, by largest
 * remainder, so the parts sum to it, and a note over everything repeats the invoice.
 * @throws AppError `validation_failed` for more than is left of the invoice or of a line
 */
export function splitNote(invoice: InvoicedSums, input: CreateCreditNoteInput): NoteSums {
  const lines = linesOf(invoice, input);
  const total = input.amount === undefined ? grossOf(invoice, lines) : BigInt(input.amount);
  const left = invoice.total - invoice.noted.total;
  if (total > left) {
    const path = input.amount === undefined ? 'lines' : 'amount';
    throw invalidField(path, 'more_than_invoiced', `Only ${left} minor units of the invoice are left.`);
  }
  const heads = invoice.taxes.map(({ amount }) => BigInt(amount));
  const [taxable = 0n, ...taxes] = allocate(total, [invoice.taxable, ...heads]);
  return {
    taxable,
    total,
    lines,
    taxes: invoice.taxes.map(({ name, percent }, index) => ({
      ...{ name, percent, base: toSafeNumber(taxable, 'base') },
      amount: toSafeNumber(taxes[index] ?? 0n, 'amount'),
    })),
  };
}

function linesOf(invoice: InvoicedSums, { lines = [] }: CreateCreditNoteInput): NoteSums['lines'] {
  const seen = new Set<string>();
  return lines.map(({ line: id, amount }, index) => {
    const path = `lines[${index}]`;
    const line = invoice.lines.find((one) => one.id === id);
    if (!line || seen.has(id))
      throw invalidField(`${path}.line`, 'unknown_line', 'Not a line, or named twice.');
    seen.add(id);
    const left = line.amount - (invoice.noted.byLine.get(id) ?? 0n);
    const wanted = amount === undefined ? left : BigInt(amount);
    if (wanted <= 0n || wanted > left) {
      throw invalidField(
        `${path}.amount`,
        'more_than_invoiced',
        `Only ${left} minor units of the line are left.`,
      );
    }
    return { line: id, description: line.description, amount: toSafeNumber(wanted, path) };
  });
}

/** Lines are before discount and tax; their share of the subtotal is their share of the total. */
function grossOf(invoice: InvoicedSums, lines: NoteSums['lines']): bigint {
  const net = sumMinor(lines.map(({ amount }) => BigInt(amount)));
  if (invoice.subtotal <= 0n || net > invoice.subtotal) {
    throw new AppError('validation_failed', 'lines: More than the invoice comes to.', {
      fields: [{ path: 'lines', code: 'more_than_invoiced', message: 'More than the invoice comes to.' }],
    });
  }
  const [share = 0n] = allocate(invoice.total, [net, invoice.subtotal - net]);
  return share;
}
