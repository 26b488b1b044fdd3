'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCountBriefly } from '@/components/count';
import { formatCount } from '@/lib/core/format';

export interface ChartSeries {
  key: string;
  label: string;
}

export interface ChartPoint {
  label: string;
  values: Record<string, number>;
}

/** In the order of the palette in globals.css. */
export const SERIES_COLORS = [
  'var(--series-1)',
  'var(--series-2)',
  'var(--series-3)',
  'var(--series-4)',
  'var(--series-5)',
  'var(--series-6)',
];

interface Props {
  /** What the bars count, for those who cannot see them. */
  label: string;
  series: ChartSeries[];
  points: ChartPoint[];
  /** Decides how numbers are grouped. */
  currency: string;
}

/** Bars per day, a colour per series. The numbers themselves are in the table behind it. */
export function StackedBars({ label, series, points, currency }: Props) {
  return (
    <figure>
      <div role="img" aria-label={label} className="h-64 text-[0.8rem] [&_*]:outline-none">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 256 }}>
          <BarChart
            data={points}
            margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis
              dataKey="label"
              tickLine={false}
              axisLine={{ stroke: 'var(--border-strong)' }}
              tick={{ fill: 'var(--faint)' }}
              minTickGap={24}
            />
            <YAxis
              width={44}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--faint)' }}
              allowDecimals={false}
              tickFormatter={(value: number) => formatCountBriefly(value, currency)}
            />
            <Tooltip
              cursor={{ fill: 'var(--hover)' }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as ChartPoint | undefined;
                return active && point ? (
                  <PointTooltip point={point} series={series} currency={currency} />
                ) : null;
              }}
            />
            {series.map(({ key, label: name }, index) => (
              <Bar
                key={key}
                dataKey={({ values }: ChartPoint) => values[key] ?? 0}
                name={name}
                stackId="all"
                fill={SERIES_COLORS[index % SERIES_COLORS.length]}
                isAnimationActive={false}
                maxBarSize={36}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      {series.length > 1 && (
        <figcaption className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-[0.867rem] text-muted">
          {series.map(({ key, label: name }, index) => (
            <span key={key} className="inline-flex items-center gap-1.5">
              <Swatch index={index} />
              {name}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

function Swatch({ index }: { index: number }) {
  return (
    <span
      aria-hidden
      className="size-2.5 rounded-[3px]"
      style={{ background: SERIES_COLORS[index % SERIES_COLORS.length] }}
    />
  );
}

function PointTooltip({
  point,
  series,
  currency,
}: {
  point: ChartPoint;
  series: ChartSeries[];
  currency: string;
}) {
  const total = Object.values(point.values).reduce((sum, value) => sum + value, 0);
  return (
    <div className="min-w-40 rounded-md border bg-surface px-3 py-2 text-[0.867rem] shadow-lg">
      <p className="flex justify-between gap-6 font-medium">
        <span>{point.label}</span>
        <span className="tabular-nums">{formatCount(total, currency)}</span>
      </p>
      {series.length > 1 &&
        series.map(({ key, label }, index) =>
          point.values[key] ? (
            <p key={key} className="mt-1 flex items-center justify-between gap-6 text-muted">
              <span className="inline-flex items-center gap-1.5">
                <Swatch index={index} />
                {label}
              </span>
              <span className="tabular-nums">{formatCount(point.values[key], currency)}</span>
            </p>
          ) : null,
        )}
    </div>
  );
}
