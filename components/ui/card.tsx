import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={classNames('rounded-lg border bg-surface', className)} />;
}

/** A card with a heading, and what belongs beside it. */
export function Panel({
  title,
  description,
  actions,
  children,
  className,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Card className={className}>
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
        <div className="min-w-0">
          <h2 className="font-semibold">{title}</h2>
          {description && <p className="mt-0.5 text-[0.933rem] text-muted">{description}</p>}
        </div>
        {actions}
      </header>
      <div className="px-4 pt-3 pb-4 sm:px-5 sm:pb-5">{children}</div>
    </Card>
  );
}

/** One number with its name, and a line below that says what it means. */
export function Figure({
  label,
  value,
  detail,
  definition,
  testId,
}: {
  label: string;
  value: ReactNode;
  detail?: ReactNode;
  /** What exactly it counts, on hover. */
  definition?: string;
  testId?: string;
}) {
  return (
    <div className="min-w-0 rounded-lg border bg-surface px-3.5 py-3 sm:px-5 sm:py-3.5">
      <dt className="text-[0.867rem] text-muted">
        {definition ? (
          <abbr title={definition} className="cursor-help decoration-dotted underline-offset-4">
            {label}
          </abbr>
        ) : (
          label
        )}
      </dt>
      <dd
        data-testid={testId}
        className="mt-1 text-[1.2rem] leading-8 font-semibold tracking-tight tabular-nums sm:text-[1.55rem]"
      >
        {value}
      </dd>
      {detail && <dd className="mt-1 text-[0.867rem] text-faint">{detail}</dd>}
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">{children}</dl>;
}
