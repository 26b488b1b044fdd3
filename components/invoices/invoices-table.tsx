import Link from 'next/link';
import { DateTime, Period } from '@/components/date-time';
import { Money } from '@/components/money';
import { StatusBadge } from '@/components/ui/badge';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

export interface ListedInvoice {
  id: string;
  number: string | null;
  status: string;
  currency: string;
  periodStart: string;
  periodEnd: string;
  issuedAt: string | null;
  dueAt: string | null;
  total: number;
  buyer: { id: string; name: string };
}

interface Props {
  invoices: ListedInvoice[];
  timezone: string;
  hrefOf: (invoice: ListedInvoice) => string;
  /** Providers see whose it is; a customer knows. */
  withBuyer?: boolean;
}

/** What an invoice is called: its number, or that it has none yet. */
export function invoiceName({ number }: { number: string | null }): string {
  return number ?? 'Draft';
}

export function InvoicesTable({ invoices, timezone, hrefOf, withBuyer = false }: Props) {
  return (
    <Table label="Invoices">
      <thead>
        <tr>
          <HeadCell>Invoice</HeadCell>
          {withBuyer && <HeadCell className="max-md:hidden">Customer</HeadCell>}
          <HeadCell>Status</HeadCell>
          <HeadCell className="max-md:hidden">Period</HeadCell>
          <HeadCell className="max-md:hidden">Due</HeadCell>
          <HeadCell isNumber>Total</HeadCell>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <Row key={invoice.id}>
            <Cell>
              <Link
                href={hrefOf(invoice)}
                className="font-medium whitespace-nowrap underline-offset-4 hover:underline"
              >
                {invoiceName(invoice)}
              </Link>
              {withBuyer && <div className="text-[0.867rem] text-muted md:hidden">{invoice.buyer.name}</div>}
            </Cell>
            {withBuyer && <Cell className="max-md:hidden">{invoice.buyer.name}</Cell>}
            <Cell>
              <StatusBadge status={invoice.status} />
            </Cell>
            <Cell className="max-md:hidden">
              {invoice.periodStart === invoice.periodEnd ? (
                <span className="text-faint">–</span>
              ) : (
                <Period start={invoice.periodStart} end={invoice.periodEnd} timezone={timezone} />
              )}
            </Cell>
            <Cell className="max-md:hidden">
              {invoice.dueAt ? (
                <DateTime at={invoice.dueAt} timezone={timezone} />
              ) : (
                <span className="text-faint">–</span>
              )}
            </Cell>
            <Cell isNumber>
              <Money amountMinor={invoice.total} currency={invoice.currency} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
