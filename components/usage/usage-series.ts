import type { ChartPoint, ChartSeries } from '@/components/charts/stacked-bars';

/** A row of usage, as the query answers it. */
export interface UsagePoint {
  start: string;
  group: string | null;
  quantity: number | string;
  calls: number;
  errors: number;
  latencyMsAvg: number | null;
}

const SHOWN_SERIES = 5;
const REST = 'rest';

/**
 * Rows of day and group as a chart: the largest groups each with a colour, the others together, and a bar for
 * every day, also for one without calls. Charts are drawn with doubles; no money comes from here.
 */
export function usageSeries(
  rows: UsagePoint[],
  days: { start: string; label: string }[],
  nameOf: (group: string) => string,
): { series: ChartSeries[]; points: ChartPoint[] } {
  const totals = new Map<string, number>();
  for (const { group, calls } of rows) totals.set(group ?? '', (totals.get(group ?? '') ?? 0) + calls);
  const largestFirst = [...totals].sort(([, left], [, right]) => right - left).map(([group]) => group);
  const shown = largestFirst.slice(0, SHOWN_SERIES);
  const keyOf = new Map(shown.map((group, index) => [group, `series${index}`]));
  const byDay = new Map(days.map(({ start, label }) => [start, { label, values: {} } as ChartPoint]));
  for (const { start, group, calls } of rows) {
    const values = byDay.get(start)?.values;
    if (!values) continue;
    const key = keyOf.get(group ?? '') ?? REST;
    values[key] = (values[key] ?? 0) + calls;
  }
  const series = shown.map((group, index) => ({ key: `series${index}`, label: nameOf(group) }));
  if (largestFirst.length > SHOWN_SERIES) series.push({ key: REST, label: 'All others' });
  return { series, points: [...byDay.values()] };
}

/** The path of an endpoint, or a word for calls that name none. */
export function endpointName(group: string): string {
  return group === '' ? 'No endpoint named' : group;
}
