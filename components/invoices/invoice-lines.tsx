import { Money } from '@/components/money';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount, formatPrice } from '@/lib/core/format';

export interface ShownLine {
  id: string;
  description: string;
  quantity: string;
  unitPrice?: string;
  amount: number;
  tiers?: { description: string; quantity: string; unitPrice: string; amount: number }[];
}

export interface ShownTotals {
  currency: string;
  lines: ShownLine[];
  subtotal: number;
  discount: number;
  taxes: { name: string; percent: string; amount: number }[];
  total: number;
  creditNotesApplied: number;
  creditsApplied: number;
  amountPaid?: number;
  amountDue: number;
}

/** The lines of an invoice, and how they come to its total. */
export function InvoiceLines({ invoice }: { invoice: ShownTotals }) {
  const { currency, lines } = invoice;
  return (
    <Table label="Lines">
      <thead>
        <tr>
          <HeadCell>Description</HeadCell>
          <HeadCell isNumber>Quantity</HeadCell>
          <HeadCell isNumber>Unit price</HeadCell>
          <HeadCell isNumber>Amount</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.id} line={line} currency={currency} />
        ))}
      </tbody>
      <tfoot className="border-t bg-subtle">
        {totalRows(invoice).map(({ label, amount, isStrong }) => (
          <tr key={label} className={isStrong ? 'font-semibold' : undefined}>
            <td colSpan={3} className="px-4 py-1.5 text-right">
              {label}
            </td>
            <Cell isNumber className="py-1.5">
              <Money amountMinor={amount} currency={currency} />
            </Cell>
          </tr>
        ))}
      </tfoot>
    </Table>
  );
}

function LineRow({ line, currency }: { line: ShownLine; currency: string }) {
  return (
    <Row className="align-top">
      <Cell className="min-w-56 align-top">
        {line.description}
        {line.tiers && (
          <details className="mt-1 text-[0.867rem]">
            <summary className="text-muted">How it adds up</summary>
            <ul className="mt-1 grid gap-0.5">
              {line.tiers.map((part) => (
                <li key={`${part.description} ${part.quantity}`}>
                  {part.description}: {formatCount(part.quantity, currency)} ×{' '}
                  {formatPrice(part.unitPrice, currency)} ={' '}
                  <Money amountMinor={part.amount} currency={currency} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </Cell>
      <Cell isNumber className="align-top">
        {formatCount(line.quantity, currency)}
      </Cell>
      <Cell isNumber className="align-top">
        {line.unitPrice === undefined ? '' : formatPrice(line.unitPrice, currency)}
      </Cell>
      <Cell isNumber className="align-top">
        <Money amountMinor={line.amount} currency={currency} />
      </Cell>
    </Row>
  );
}

interface TotalRow {
  label: string;
  amount: number;
  isStrong?: boolean;
}

/** Only the steps that do something. */
function totalRows(invoice: ShownTotals): TotalRow[] {
  const steps: TotalRow[] = [
    { label: 'Subtotal', amount: invoice.subtotal },
    { label: 'Discount', amount: -invoice.discount },
    ...invoice.taxes.map(({ name, percent, amount }) => ({ label: `${name} ${percent}%`, amount })),
  ];
  const payments: TotalRow[] = [
    { label: 'Credit notes', amount: -invoice.creditNotesApplied },
    { label: 'Prepaid credits', amount: -invoice.creditsApplied },
    { label: 'Paid', amount: -(invoice.amountPaid ?? 0) },
  ];
  const takesPart = ({ amount }: TotalRow) => amount !== 0;
  const paid = payments.filter(takesPart);
  return [
    ...steps.filter(takesPart),
    { label: 'Total', amount: invoice.total, isStrong: true },
    ...paid,
    ...(paid.length > 0 ? [{ label: 'Due', amount: invoice.amountDue, isStrong: true }] : []),
  ];
}
