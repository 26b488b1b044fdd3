import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

const TONES = {
  info: { icon: Info, style: 'border-border bg-subtle text-foreground' },
  success: { icon: CircleCheck, style: 'border-success/25 bg-success-soft text-success' },
  warning: { icon: TriangleAlert, style: 'border-warning/25 bg-warning-soft text-warning' },
  danger: { icon: CircleAlert, style: 'border-danger/25 bg-danger-soft text-danger' },
} as const;

/** A message in the flow of the page. Errors are announced at once. */
export function Notice({
  tone = 'info',
  children,
  className,
}: {
  tone?: keyof typeof TONES;
  children: ReactNode;
  className?: string;
}) {
  const { icon: Icon, style } = TONES[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classNames('flex gap-2.5 rounded-md border px-3.5 py-2.5 text-[0.933rem]', style, className)}
    >
      <Icon aria-hidden className="mt-[0.2rem] size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
