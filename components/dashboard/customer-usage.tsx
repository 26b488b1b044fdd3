import { StackedBars } from '@/components/charts/stacked-bars';
import { Panel } from '@/components/ui/card';
import type { UsageScreenProps } from '@/components/usage/usage-screen';
import { endpointName, usageSeries } from '@/components/usage/usage-series';
import { UsageTable } from '@/components/usage/usage-table';
import { formatCount, formatInstant } from '@/lib/core/format';

/** A range's usage as one panel of a larger screen. */
export function CustomerUsage({ usage }: { usage: UsageScreenProps }) {
  const { currency, timezone, total } = usage;
  const days = usage.days.map((start) => ({ start, label: formatInstant(start, timezone, 'shortDay') }));
  const { series, points } = usageSeries(usage.byDayAndEndpoint, days, endpointName);
  return (
    <Panel
      title="Usage"
      description={`${formatCount(total.calls, currency)} calls in ${days.length} days, ${formatCount(total.errors, currency)} of them errors`}
    >
      <StackedBars label="Calls by day and endpoint" series={series} points={points} currency={currency} />
      {usage.byEndpoint.length > 0 && (
        <div className="mt-4">
          <UsageTable
            label="Calls by endpoint"
            nameHeading="Endpoint"
            currency={currency}
            rows={usage.byEndpoint.map((point) => ({
              ...point,
              key: point.group ?? '',
              name: endpointName(point.group ?? ''),
            }))}
          />
        </div>
      )}
    </Panel>
  );
}
