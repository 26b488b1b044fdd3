import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const badgeStyle = cva(
  'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-[0.8rem] leading-5 font-medium whitespace-nowrap',
  {
    variants: {
      tone: {
        neutral: 'bg-hover text-muted',
        accent: 'bg-accent-soft text-accent',
        success: 'bg-success-soft text-success',
        warning: 'bg-warning-soft text-warning',
        danger: 'bg-danger-soft text-danger',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

export function Badge({ tone, className, ...rest }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span {...rest} className={classNames(badgeStyle({ tone }), className)} />;
}

/** What every state of the product looks like, in one table. */
const STATUS_TONES: Record<string, Tone> = {
  active: 'success',
  enabled: 'success',
  delivered: 'success',
  sent: 'success',
  pending: 'accent',
  queued: 'accent',
  disabled: 'warning',
  paid: 'success',
  trialing: 'accent',
  open: 'accent',
  draft: 'neutral',
  succeeded: 'success',
  processing: 'accent',
  requires_action: 'warning',
  failed: 'danger',
  dead: 'danger',
  handled: 'success',
  past_due: 'warning',
  expired: 'warning',
  suspended: 'danger',
  revoked: 'neutral',
  cancelled: 'neutral',
  void: 'neutral',
  uncollectible: 'danger',
};

/** A state in words and colour: `past_due` reads "Past due". */
export function StatusBadge({ status }: { status: string }) {
  const words = status.replaceAll('_', ' ');
  return (
    <Badge tone={STATUS_TONES[status] ?? 'neutral'}>{words.charAt(0).toUpperCase() + words.slice(1)}</Badge>
  );
}
