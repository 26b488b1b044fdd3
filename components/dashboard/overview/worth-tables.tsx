import Link from 'next/link';
import { Money } from '@/components/money';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';

export interface TopCustomer {
  customer: string;
  name: string;
  calls: number;
  amount: number;
  mrr: number;
  usageRevenue: number;
}

/** Customer, calls, amount: the table that a provider sends around. */
export function TopCustomers({ rows, currency }: { rows: TopCustomer[]; currency: string }) {
  return (
    <Table label="Top customers">
      <thead>
        <tr>
          <HeadCell>Customer</HeadCell>
          <HeadCell isNumber>Calls</HeadCell>
          <HeadCell isNumber className="max-md:hidden">
            MRR
          </HeadCell>
          <HeadCell isNumber className="max-md:hidden">
            Usage
          </HeadCell>
          <HeadCell isNumber>Amount</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.customer}>
            <Cell>
              <Link
                href={`/dashboard/customers/${row.customer}`}
                className="font-medium underline-offset-4 hover:underline"
              >
                {row.name}
              </Link>
            </Cell>
            <Cell isNumber>{formatCount(row.calls, currency)}</Cell>
            <Cell isNumber className="max-md:hidden">
              <Money amountMinor={row.mrr} currency={currency} />
            </Cell>
            <Cell isNumber className="max-md:hidden">
              <Money amountMinor={row.usageRevenue} currency={currency} />
            </Cell>
            <Cell isNumber>
              <Money amountMinor={row.amount} currency={currency} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

export interface PlanWorth {
  plan: string;
  name: string;
  customers: number;
  mrr: number;
  usageRevenue: number;
}

export function RevenueByPlan({ rows, currency }: { rows: PlanWorth[]; currency: string }) {
  return (
    <Table label="Revenue by plan">
      <thead>
        <tr>
          <HeadCell>Plan</HeadCell>
          <HeadCell isNumber>Customers</HeadCell>
          <HeadCell isNumber>MRR</HeadCell>
          <HeadCell isNumber>Usage</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.plan}>
            <Cell className="font-medium">
              <Link href={`/dashboard/plans/${row.plan}`} className="underline-offset-4 hover:underline">
                {row.name}
              </Link>
            </Cell>
            <Cell isNumber>{formatCount(row.customers, currency)}</Cell>
            <Cell isNumber>
              <Money amountMinor={row.mrr} currency={currency} />
            </Cell>
            <Cell isNumber>
              <Money amountMinor={row.usageRevenue} currency={currency} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
