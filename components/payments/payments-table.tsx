import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { StatusBadge } from '@/components/ui/badge';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

export interface ShownPayment {
  id: string;
  source: string;
  status: string;
  currency: string;
  amount: number;
  amountRefunded: number;
  failureMessage: string | null;
  receiptNumber: string | null;
  createdAt: string;
}

const SOURCES: Record<string, string> = {
  automatic: 'Card, by itself',
  manual: 'Card, asked for',
  hosted: 'Paid by hand',
};

/** Tries to pay, and what became of each. */
export function PaymentsTable({ payments, timezone }: { payments: ShownPayment[]; timezone: string }) {
  return (
    <Table label="Payments">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>How</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell isNumber>Amount</HeadCell>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => (
          <Row key={payment.id}>
            <Cell className="whitespace-nowrap">
              <DateTime at={payment.createdAt} timezone={timezone} format="instant" />
            </Cell>
            <Cell>
              {SOURCES[payment.source] ?? payment.source}
              {payment.receiptNumber && (
                <span className="block text-[0.867rem] text-muted">Receipt {payment.receiptNumber}</span>
              )}
            </Cell>
            <Cell>
              <StatusBadge status={payment.status} />
              {payment.failureMessage && (
                <span className="mt-1 block text-[0.867rem] text-muted">{payment.failureMessage}</span>
              )}
            </Cell>
            <Cell isNumber>
              <Money amountMinor={payment.amount} currency={payment.currency} />
              {payment.amountRefunded > 0 && (
                <span className="block text-[0.867rem] text-muted">
                  <Money amountMinor={payment.amountRefunded} currency={payment.currency} /> refunded
                </span>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
