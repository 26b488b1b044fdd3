import Link from 'next/link';
import { Money } from '@/components/money';
import { Badge } from '@/components/ui/badge';
import { Figure, Figures } from '@/components/ui/card';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';

export interface RehearsedPlan {
  currency: string;
  months: number;
  current: number;
  rehearsed: number;
  delta: number;
  customers: {
    customer: string;
    name: string;
    windows: number;
    current: number;
    rehearsed: number;
    delta: number;
    denied: string;
  }[];
}

/** Past this share more, a customer had better stay on the old price. */
const STEEP = 1.2;

/** Who would pay more, who less, and what it comes to. */
export function RehearsalResult({ result }: { result: RehearsedPlan }) {
  const { currency, customers } = result;
  const losers = customers.filter(({ delta }) => delta > 0).length;
  const winners = customers.filter(({ delta }) => delta < 0).length;
  return (
    <section aria-label="Rehearsal" className="grid grid-cols-1 gap-4" data-testid="rehearsal">
      <h2 className="font-semibold">
        On the last {result.months === 1 ? 'closed month' : `${result.months} closed months`}
      </h2>
      <Figures>
        <Figure
          label="Invoiced"
          definition="Base fees and usage of those months as invoiced, before discounts and taxes."
          testId="rehearsal-current"
          value={<Money amountMinor={result.current} currency={currency} />}
        />
        <Figure
          label="With the draft"
          testId="rehearsal-rehearsed"
          value={<Money amountMinor={result.rehearsed} currency={currency} />}
        />
        <Figure
          label="Change"
          testId="rehearsal-delta"
          value={<Money amountMinor={result.delta} currency={currency} />}
        />
        <Figure
          label="Who pays more, and less"
          value={`${formatCount(losers, currency)} · ${formatCount(winners, currency)}`}
          detail={`Of ${formatCount(customers.length, currency)} subscribers`}
        />
      </Figures>
      {customers.length > 0 && (
        <Table label="Rehearsal by customer">
          <thead>
            <tr>
              <HeadCell>Customer</HeadCell>
              <HeadCell isNumber className="max-sm:hidden">
                Months
              </HeadCell>
              <HeadCell isNumber>Invoiced</HeadCell>
              <HeadCell isNumber>With the draft</HeadCell>
              <HeadCell isNumber>Change</HeadCell>
              <HeadCell>
                <span className="sr-only">Advice</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {customers.map((row) => (
              <Row key={row.customer}>
                <Cell>
                  <Link
                    href={`/dashboard/customers/${row.customer}`}
                    className="font-medium underline-offset-4 hover:underline"
                  >
                    {row.name}
                  </Link>
                </Cell>
                <Cell isNumber className="max-sm:hidden">
                  {row.windows}
                </Cell>
                <Cell isNumber>
                  <Money amountMinor={row.current} currency={currency} />
                </Cell>
                <Cell isNumber>
                  <Money amountMinor={row.rehearsed} currency={currency} />
                </Cell>
                <Cell isNumber>
                  <Money amountMinor={row.delta} currency={currency} />
                </Cell>
                <Cell>
                  {row.current > 0 && row.rehearsed > row.current * STEEP && (
                    <Badge tone="warning">Keep on the old price</Badge>
                  )}
                  {row.denied !== '0' && (
                    <Badge tone="danger">{formatCount(row.denied, currency)} units refused</Badge>
                  )}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
