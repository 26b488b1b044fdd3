'use client';

import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatMoneyBriefly } from '@/components/money-briefly';
import { MOVEMENTS, type RevenuePoint } from './movements';
import { ChartFrame, Legend, TooltipCard, X_AXIS, Y_AXIS } from './theme';

interface Props {
  points: RevenuePoint[];
  currency: string;
}

const MARGIN = { top: 8, right: 4, bottom: 0, left: 0 };
const Y_WIDTH = 56;

/** MRR as a line, and below it, on the same days, what moved it: the bars add up to the line's steps. */
export function RevenueChart({ points, currency }: Props) {
  const hasMoved = points.some(({ movements }) => MOVEMENTS.some(({ key }) => movements[key] !== 0));
  const format = (minor: number) => formatMoneyBriefly(minor, currency);
  return (
    <figure>
      <ChartFrame label="MRR by day" height="h-44">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 176 }}>
          <AreaChart data={points} syncId="mrr" margin={MARGIN} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="label" {...X_AXIS} hide={hasMoved} />
            <YAxis width={Y_WIDTH} {...Y_AXIS} tickFormatter={format} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--border-strong)' }}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as RevenuePoint | undefined;
                if (!active || !point) return null;
                const rows = MOVEMENTS.filter(({ key }) => point.movements[key] !== 0).map(
                  ({ key, label, color }) => ({ label, color, value: point.texts[key] }),
                );
                return <TooltipCard title={point.label} total={point.texts.mrr} rows={rows} />;
              }}
            />
            <Area
              type="stepAfter"
              dataKey="mrr"
              stroke="var(--series-1)"
              strokeWidth={2}
              fill="var(--series-1)"
              fillOpacity={0.08}
              isAnimationActive={false}
            />
          </AreaChart>
        </ResponsiveContainer>
      </ChartFrame>
      {hasMoved && (
        <ChartFrame label="What moved MRR, by day" height="h-36">
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 144 }}>
            <BarChart
              data={points}
              syncId="mrr"
              margin={MARGIN}
              stackOffset="sign"
              accessibilityLayer={false}
            >
              <CartesianGrid vertical={false} stroke="var(--border)" />
              <XAxis dataKey="label" {...X_AXIS} />
              <YAxis width={Y_WIDTH} {...Y_AXIS} tickFormatter={format} />
              <Tooltip isAnimationActive={false} cursor={{ fill: 'var(--hover)' }} content={() => null} />
              <ReferenceLine y={0} stroke="var(--border-strong)" />
              {MOVEMENTS.map(({ key, label, color }) => (
                <Bar
                  key={key}
                  dataKey={({ movements }: RevenuePoint) => movements[key]}
                  name={label}
                  stackId="all"
                  fill={color}
                  isAnimationActive={false}
                  maxBarSize={24}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </ChartFrame>
      )}
      {hasMoved ? (
        <Legend items={MOVEMENTS} />
      ) : (
        <figcaption className="mt-3 text-[0.867rem] text-muted">Nothing moved it in this range.</figcaption>
      )}
    </figure>
  );
}
