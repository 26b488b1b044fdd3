'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { ScopeFields } from './create-key';

/** The question after a preview: do what it showed, or leave everything as it is. */
export function ConfirmPlanChange({
  action,
  fields,
  label,
  backHref,
}: {
  action: FormAction<void>;
  fields: Record<string, string>;
  label: string;
  backHref: string;
}) {
  const form = useFormAction(action);
  return (
    <form action={form.submit} className="grid gap-3">
      <ScopeFields scope={fields} />
      {form.message()}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" isPending={form.isPending}>
          {label}
        </Button>
        <Link href={backHref} className="text-[0.933rem] text-muted underline underline-offset-4">
          Keep everything as it is
        </Link>
      </div>
    </form>
  );
}

/** Ends the plan with its period; until then everything goes on, and the end can be taken back. */
export function CancelPlan({
  action,
  provider,
  planName,
  endsAt,
}: {
  action: FormAction<void>;
  provider: string;
  planName: string;
  endsAt: ReactNode;
}) {
  return (
    <ConfirmAction
      action={action}
      fields={{ provider, when: 'period_end' }}
      label={`Cancel ${planName}`}
      look="quiet"
      title={`Cancel ${planName}?`}
      description={
        <>
          It ends on {endsAt}. Until then your keys work and usage is counted; what you used by then comes on
          a last invoice. You can take this back before that day.
        </>
      }
      confirmLabel="Cancel the plan"
      isDestructive
      doneMessage={`${planName} ends with this period.`}
    >
      Cancel plan
    </ConfirmAction>
  );
}

/** Takes back a planned change or end. */
export function ResumePlan({
  action,
  provider,
  plan,
  planName,
}: {
  action: FormAction<void>;
  provider: string;
  plan: string;
  planName: string;
}) {
  const form = useFormAction(action);
  return (
    <form action={form.submit}>
      <ScopeFields scope={{ provider, plan }} />
      {form.message()}
      <Button type="submit" look="secondary" size="small" isPending={form.isPending}>
        Keep {planName}
      </Button>
    </form>
  );
}
