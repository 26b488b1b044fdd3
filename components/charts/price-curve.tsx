'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCountBriefly } from '@/components/count';
import { formatMoneyBriefly } from '@/components/money-briefly';
import { formatCount } from '@/lib/core/format';
import { ChartFrame, TooltipCard, X_AXIS, Y_AXIS } from './theme';

export interface PricePoint {
  quantity: number;
  amount: number;
  text: string;
}

/** What a price asks for a quantity. */
export function PriceCurve({ points, currency }: { points: PricePoint[]; currency: string }) {
  return (
    <ChartFrame label="Price by quantity" height="h-48">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 500, height: 192 }}>
        <LineChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            type="number"
            dataKey="quantity"
            domain={['dataMin', 'dataMax']}
            {...X_AXIS}
            tickFormatter={(value: number) => formatCountBriefly(value, currency)}
          />
          <YAxis
            width={56}
            {...Y_AXIS}
            tickFormatter={(value: number) => formatMoneyBriefly(value, currency)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--border-strong)' }}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as PricePoint | undefined;
              return active && point ? (
                <TooltipCard
                  title={`${formatCount(point.quantity, currency)} units`}
                  total={point.text}
                  rows={[]}
                />
              ) : null;
            }}
          />
          <Line
            dataKey="amount"
            stroke="var(--series-1)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
