import Link from 'next/link';
import { Money } from '@/components/money';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';
import type { UsagePoint } from './usage-series';

export interface NamedUsage {
  key: string;
  name: string;
  /** Where the name leads. */
  href?: string;
  quantity: number | string;
  calls: number;
  errors: number;
  latencyMsAvg: number | null;
  /** What the usage of the open period costs; null where there is none to come. */
  money?: { amountMinor: number; currency: string } | null;
}

interface Props {
  label: string;
  nameHeading: string;
  rows: NamedUsage[];
  /** Decides how numbers are grouped. */
  currency: string;
}

/** Usage in numbers: the table behind every chart. */
export function UsageTable({ label, nameHeading, rows, currency }: Props) {
  const hasAmounts = rows.some(({ money }) => money !== undefined);
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>{nameHeading}</HeadCell>
          <HeadCell isNumber>Calls</HeadCell>
          <HeadCell isNumber className="max-sm:hidden">
            Units
          </HeadCell>
          <HeadCell isNumber>Errors</HeadCell>
          <HeadCell isNumber className={hasAmounts ? 'max-sm:hidden' : undefined}>
            Latency
          </HeadCell>
          {hasAmounts && <HeadCell isNumber>This period</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key}>
            <Cell>
              {row.href ? (
                <Link href={row.href} className="font-medium underline-offset-4 hover:underline">
                  {row.name}
                </Link>
              ) : (
                row.name
              )}
            </Cell>
            <Cell isNumber>{formatCount(row.calls, currency)}</Cell>
            <Cell isNumber className="max-sm:hidden">
              {formatCount(row.quantity, currency)}
            </Cell>
            <Cell isNumber>{formatCount(row.errors, currency)}</Cell>
            <Cell isNumber className={hasAmounts ? 'max-sm:hidden' : undefined}>
              {row.latencyMsAvg === null ? '–' : `${formatCount(row.latencyMsAvg, currency)} ms`}
            </Cell>
            {hasAmounts && (
              <Cell isNumber>
                {row.money ? (
                  <Money amountMinor={row.money.amountMinor} currency={row.money.currency} />
                ) : (
                  '–'
                )}
              </Cell>
            )}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** Rows of a query as rows of the table. */
export function usageRows(points: UsagePoint[], nameOf: (point: UsagePoint) => string): NamedUsage[] {
  return points.map((point) => ({ ...point, key: `${point.start} ${point.group}`, name: nameOf(point) }));
}
