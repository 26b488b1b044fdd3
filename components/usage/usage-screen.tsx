import { ChartNoAxesColumn } from 'lucide-react';
import { Figure, Figures } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { formatCount, formatInstant } from '@/lib/core/format';
import { CallsByDay } from './calls-by-day';
import { endpointName, type UsagePoint } from './usage-series';
import { type NamedUsage, UsageTable, usageRows } from './usage-table';

export interface UsageScreenProps {
  currency: string;
  timezone: string;
  /** The local days of the range, oldest first, each by its first instant. */
  days: string[];
  byDay: UsagePoint[];
  byDayAndEndpoint: UsagePoint[];
  byEndpoint: UsagePoint[];
  total: Omit<UsagePoint, 'start' | 'group'>;
  byKey?: NamedUsage[];
  byStatus?: NamedUsage[];
}

/** Usage over a range: by day and endpoint, in a chart and in tables. */
export function UsageScreen(props: UsageScreenProps) {
  const { currency, timezone, total } = props;
  if (total.calls === 0) {
    return (
      <EmptyState icon={ChartNoAxesColumn} title="No calls in this range">
        Calls show up here within a second of being made.
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      <Figures>
        <Figure label="Calls" value={formatCount(total.calls, currency)} />
        <Figure label="Units" value={formatCount(total.quantity, currency)} />
        <Figure label="Errors" value={formatCount(total.errors, currency)} detail="Status 400 and above" />
        <Figure
          label="Mean latency"
          value={total.latencyMsAvg === null ? '–' : `${formatCount(total.latencyMsAvg, currency)} ms`}
        />
      </Figures>
      <CallsByDay
        days={props.days}
        byDayAndEndpoint={props.byDayAndEndpoint}
        timezone={timezone}
        currency={currency}
        description={`Days of ${timezone}`}
      />
      <UsageTable
        label="Calls by endpoint"
        nameHeading="Endpoint"
        currency={currency}
        rows={usageRows(props.byEndpoint, ({ group }) => endpointName(group ?? '')).sort(
          (a, b) => b.calls - a.calls,
        )}
      />
      {props.byKey && (
        <UsageTable label="Calls by key" nameHeading="Key" rows={props.byKey} currency={currency} />
      )}
      {props.byStatus && (
        <UsageTable label="Calls by status" nameHeading="Status" rows={props.byStatus} currency={currency} />
      )}
      <UsageTable
        label="Calls by day"
        nameHeading="Day"
        currency={currency}
        rows={usageRows(props.byDay, ({ start }) => formatInstant(start, timezone, 'day')).reverse()}
      />
    </div>
  );
}
