import { StackedBars } from '@/components/charts/stacked-bars';
import { ChartTable } from '@/components/charts/theme';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';
import type { LiveState } from './live-state';

interface Props {
  minute: LiveState['seconds'];
  currency: string;
  timezone: string;
}

const SERIES = [
  { key: 'allowed', label: 'Allowed' },
  { key: 'denied', label: 'Refused' },
];

/** A bar a second, and the same in numbers. */
export function LiveMinute({ minute, currency, timezone }: Props) {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: timezone });
  const rows = minute.map(({ second, ...values }) => ({ label: time.format(second * 1000), values }));
  return (
    <>
      <StackedBars label="Calls by second" series={SERIES} points={rows} currency={currency} />
      <ChartTable>
        <Table label="Calls by second">
          <thead>
            <tr>
              <HeadCell>Second</HeadCell>
              <HeadCell isNumber>Allowed</HeadCell>
              <HeadCell isNumber>Refused</HeadCell>
            </tr>
          </thead>
          <tbody>
            {[...rows].reverse().map(({ label, values }) => (
              <Row key={label}>
                <Cell className="tabular-nums">{label}</Cell>
                <Cell isNumber>{formatCount(values.allowed, currency)}</Cell>
                <Cell isNumber>{formatCount(values.denied, currency)}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </ChartTable>
    </>
  );
}
