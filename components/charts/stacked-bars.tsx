'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCountBriefly } from '@/components/count';
import { formatCount } from '@/lib/core/format';
import { ChartFrame, Legend, SERIES_COLORS, TooltipCard, X_AXIS, Y_AXIS } from './theme';

export interface ChartSeries {
  key: string;
  label: string;
}

export interface ChartPoint {
  label: string;
  values: Record<string, number>;
}

interface Props {
  /** What the bars count, for those who cannot see them. */
  label: string;
  series: ChartSeries[];
  points: ChartPoint[];
  /** Decides how numbers are grouped. */
  currency: string;
}

const colorAt = (index: number) => SERIES_COLORS[index % SERIES_COLORS.length] as string;

/** Bars per day, a colour per series. The numbers themselves are in the table behind it. */
export function StackedBars({ label, series, points, currency }: Props) {
  return (
    <figure>
      <ChartFrame label={label}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 256 }}>
          <BarChart
            data={points}
            margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="label" {...X_AXIS} />
            <YAxis
              width={44}
              {...Y_AXIS}
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
                fill={colorAt(index)}
                isAnimationActive={false}
                maxBarSize={36}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
      {series.length > 1 && (
        <Legend items={series.map(({ label: name }, index) => ({ label: name, color: colorAt(index) }))} />
      )}
    </figure>
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
  const rows =
    series.length > 1
      ? series.flatMap(({ key, label }, index) => {
          const value = point.values[key];
          return value ? [{ label, value: formatCount(value, currency), color: colorAt(index) }] : [];
        })
      : [];
  return <TooltipCard title={point.label} total={formatCount(total, currency)} rows={rows} />;
}
