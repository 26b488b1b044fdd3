import { ChartNoAxesColumn } from 'lucide-react';
import { Change } from '@/components/dashboard/overview/change';
import { Figure, Figures, Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { formatCount } from '@/lib/core/format';
import { CallsByDay } from '../calls-by-day';
import { endpointName, type UsagePoint } from '../usage-series';
import { UsageTable } from '../usage-table';
import { type Filters, hrefWith } from './filters';
import { HeatMap, type HourOfWeek } from './heat-map';
import { FilterChips } from './range-form';

type Sum = Omit<UsagePoint, 'start' | 'group'>;

export interface Explored {
  total: Sum;
  before: Sum;
  byDay: UsagePoint[];
  byDayAndEndpoint: UsagePoint[];
  byHour: HourOfWeek[];
  byEndpoint: UsagePoint[];
  byCustomer: UsagePoint[];
  byKey: UsagePoint[];
  byStatus: UsagePoint[];
}

interface Props {
  path: string;
  filters: Filters;
  usage: Explored;
  /** By id. */
  names: { customers: Record<string, string>; keys: Record<string, string> };
  /** The local days of the range, each by its first instant. */
  days: string[];
  currency: string;
  timezone: string;
}

const statusName = (group: string) => (group === '0' ? 'Not told' : group);
const statusClass = (group: string) => (group === '0' ? 'unknown' : `${group.charAt(0)}xx`);

/** Usage of a range from every side; a click on a row narrows the whole screen to it. */
export function ExploreScreen(props: Props) {
  const { usage, days, currency, timezone } = props;
  return (
    <div className="grid grid-cols-1 gap-6">
      <FilterChips path={props.path} filters={props.filters} chips={chipsOf(props)} />
      <Totals usage={usage} days={days.length} currency={currency} />
      {usage.total.calls === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title="No calls in this range">
          Calls show up here within a second of being made.
        </EmptyState>
      ) : (
        <>
          <CallsByDay
            days={days}
            byDayAndEndpoint={usage.byDayAndEndpoint}
            byDay={usage.byDay}
            timezone={timezone}
            currency={currency}
          />
          <Panel title="When they come" description="Calls by weekday and hour">
            <HeatMap hours={usage.byHour} currency={currency} />
          </Panel>
          <Facets {...props} />
        </>
      )}
    </div>
  );
}

function Totals({ usage, days, currency }: { usage: Explored; days: number; currency: string }) {
  const { total, before } = usage;
  const than = days === 1 ? 'day before' : `${days} days before`;
  const count = (value: number | string) => formatCount(value, currency);
  return (
    <Figures>
      <Figure
        label="Calls"
        testId="usage-calls"
        value={count(total.calls)}
        detail={<Change now={total.calls} before={before.calls} than={than} />}
      />
      <Figure
        label="Units"
        value={count(total.quantity)}
        detail={<Change now={Number(total.quantity)} before={Number(before.quantity)} than={than} />}
      />
      <Figure
        label="Errors"
        definition="Status 400 and above."
        value={count(total.errors)}
        detail={<Change now={total.errors} before={before.errors} than={than} moreIs="worse" />}
      />
      <Figure
        label="Mean latency"
        value={total.latencyMsAvg === null ? '–' : `${count(total.latencyMsAvg)} ms`}
        detail={
          total.latencyMsAvg !== null && before.latencyMsAvg !== null ? (
            <Change now={total.latencyMsAvg} before={before.latencyMsAvg} than={than} moreIs="worse" />
          ) : (
            'Of calls that told theirs'
          )
        }
      />
    </Figures>
  );
}

function Facets({ path, filters, usage, names, currency }: Props) {
  const facets = [
    {
      label: 'Calls by customer',
      heading: 'Customer',
      rows: usage.byCustomer,
      nameOf: (group: string) => names.customers[group] ?? group,
      narrow: (group: string) => ({ customer: group }),
    },
    {
      label: 'Calls by endpoint',
      heading: 'Endpoint',
      rows: usage.byEndpoint,
      nameOf: endpointName,
      narrow: (group: string) => ({ endpoint: group }),
    },
    {
      label: 'Calls by key',
      heading: 'Key',
      rows: usage.byKey,
      nameOf: (group: string) => (group === '' ? 'Without a key' : (names.keys[group] ?? group)),
      narrow: (group: string) => ({ key: group }),
    },
    {
      label: 'Calls by status',
      heading: 'Status',
      rows: usage.byStatus,
      nameOf: statusName,
      narrow: (group: string) => ({ status: statusClass(group) }),
    },
  ];
  return (
    <div className="grid grid-cols-1 items-start gap-6 2xl:grid-cols-2">
      {facets.map(({ label, heading, rows, nameOf, narrow }) => (
        <UsageTable
          key={label}
          label={label}
          nameHeading={heading}
          currency={currency}
          rows={rows.map((row) => ({
            ...row,
            key: row.group ?? '',
            name: nameOf(row.group ?? ''),
            href: hrefWith(path, filters, narrow(row.group ?? '')),
          }))}
        />
      ))}
    </div>
  );
}

function chipsOf({ filters, names }: Props) {
  const { customer, endpoint, key, status } = filters;
  const chips: { name: keyof Filters; label: string; value: string }[] = [];
  if (customer !== undefined) {
    chips.push({ name: 'customer', label: 'Customer', value: names.customers[customer] ?? String(customer) });
  }
  if (endpoint !== undefined) {
    chips.push({ name: 'endpoint', label: 'Endpoint', value: endpointName(String(endpoint)) });
  }
  if (key !== undefined) {
    chips.push({ name: 'key', label: 'Key', value: names.keys[key] ?? (key ? String(key) : 'None') });
  }
  if (status !== undefined) chips.push({ name: 'status', label: 'Status', value: String(status) });
  if (filters.meter !== undefined)
    chips.push({ name: 'meter', label: 'Meter', value: String(filters.meter) });
  return chips;
}
