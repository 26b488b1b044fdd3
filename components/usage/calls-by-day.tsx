import { StackedBars } from '@/components/charts/stacked-bars';
import { ChartTable } from '@/components/charts/theme';
import { Panel } from '@/components/ui/card';
import { formatInstant } from '@/lib/core/format';
import { endpointName, type UsagePoint, usageSeries } from './usage-series';
import { UsageTable, usageRows } from './usage-table';

interface Props {
  /** The local days of the range, oldest first, each by its first instant. */
  days: string[];
  byDayAndEndpoint: UsagePoint[];
  /** For the table behind the chart, where no other shows the same. */
  byDay?: UsagePoint[];
  timezone: string;
  currency: string;
  description?: string;
}

/** How many calls came on each day, and to which endpoints. */
export function CallsByDay({ days, byDayAndEndpoint, byDay, timezone, currency, description }: Props) {
  const shown = days.map((start) => ({ start, label: formatInstant(start, timezone, 'shortDay') }));
  const { series, points } = usageSeries(byDayAndEndpoint, shown, endpointName);
  return (
    <Panel title="Calls by day and endpoint" description={description}>
      <StackedBars label="Calls by day and endpoint" series={series} points={points} currency={currency} />
      {byDay && (
        <ChartTable>
          <UsageTable
            label="Calls by day"
            nameHeading="Day"
            currency={currency}
            rows={usageRows(byDay, ({ start }) => formatInstant(start, timezone, 'day')).reverse()}
          />
        </ChartTable>
      )}
    </Panel>
  );
}
