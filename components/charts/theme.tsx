import type { ReactNode } from 'react';

/** One look for every chart: quiet axes, the palette of globals.css, nothing that moves by itself. */

/** In the order of the palette in globals.css. */
export const SERIES_COLORS = [
  'var(--series-1)',
  'var(--series-2)',
  'var(--series-3)',
  'var(--series-4)',
  'var(--series-5)',
  'var(--series-6)',
];

export const X_AXIS = {
  tickLine: false,
  axisLine: { stroke: 'var(--border-strong)' },
  tick: { fill: 'var(--faint)' },
  minTickGap: 24,
} as const;

export const Y_AXIS = {
  tickLine: false,
  axisLine: false,
  tick: { fill: 'var(--faint)' },
  allowDecimals: false,
} as const;

/** The frame keeps its height before and after the chart is drawn. */
export function ChartFrame({
  label,
  height = 'h-64',
  children,
}: {
  label: string;
  height?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="img"
      aria-label={label}
      className={`${height} min-w-0 overflow-hidden text-[0.8rem] [&_*]:outline-none`}
    >
      {children}
    </div>
  );
}

export function Swatch({ color }: { color: string }) {
  return <span aria-hidden className="size-2.5 shrink-0 rounded-[3px]" style={{ background: color }} />;
}

export function Legend({ items }: { items: { label: string; color: string }[] }) {
  return (
    <figcaption className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-[0.867rem] text-muted">
      {items.map(({ label, color }) => (
        <span key={label} className="inline-flex items-center gap-1.5">
          <Swatch color={color} />
          {label}
        </span>
      ))}
    </figcaption>
  );
}

/** A tooltip: what and how much on top, the parts below. */
export function TooltipCard({
  title,
  total,
  rows,
}: {
  title: string;
  total?: string;
  rows: { label: string; value: string; color?: string }[];
}) {
  return (
    <div className="min-w-40 rounded-md border bg-surface px-3 py-2 text-[0.867rem] shadow-lg">
      <p className="flex justify-between gap-6 font-medium">
        <span>{title}</span>
        {total && <span className="tabular-nums">{total}</span>}
      </p>
      {rows.map(({ label, value, color }) => (
        <p key={label} className="mt-1 flex items-center justify-between gap-6 text-muted">
          <span className="inline-flex items-center gap-1.5">
            {color && <Swatch color={color} />}
            {label}
          </span>
          <span className="tabular-nums">{value}</span>
        </p>
      ))}
    </div>
  );
}

/** The numbers behind a chart, one click away. */
export function ChartTable({ children }: { children: ReactNode }) {
  return (
    <details className="mt-3">
      <summary className="w-fit text-[0.867rem] text-muted hover:text-foreground">Show the numbers</summary>
      <div className="mt-3 max-h-96 overflow-y-auto">{children}</div>
    </details>
  );
}
