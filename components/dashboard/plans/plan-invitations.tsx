'use client';

import { useState } from 'react';
import { DateTime } from '@/components/date-time';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { SecretResult } from '@/components/ui/secret-once';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Invitation {
  id: string;
  email: string | null;
  uses: number;
  usesLeft: number;
  expiresAt: string | null;
  revokedAt: string | null;
  createdAt: string;
}

interface Props {
  plan: string;
  invitations: Invitation[];
  timezone: string;
  /** Null for those who may only look. */
  actions: { create: FormAction<{ url: string }>; revoke: FormAction<void> } | null;
}

/** Links by which chosen customers see a private plan and sign up for it. */
export function PlanInvitations({ plan, invitations, timezone, actions }: Props) {
  return (
    <Panel
      title="Invitations"
      description="A link shows this plan to whoever has it, also while it is off the pricing page."
      actions={actions && <Invite plan={plan} action={actions.create} />}
    >
      {invitations.length === 0 ? (
        <p className="text-muted">Nobody is invited.</p>
      ) : (
        <ul className="divide-y">
          {invitations.map(({ id, email, uses, usesLeft, expiresAt, revokedAt, createdAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
              <span>
                {email ?? 'Anybody with the link'}
                <span className="block text-[0.867rem] text-muted">
                  {uses} signed up, {revokedAt ? 'taken back' : `${usesLeft} left`}, made{' '}
                  <DateTime at={createdAt} timezone={timezone} />
                  {expiresAt && (
                    <>
                      , good until <DateTime at={expiresAt} timezone={timezone} />
                    </>
                  )}
                </span>
              </span>
              {actions && !revokedAt && usesLeft > 0 && (
                <ConfirmAction
                  action={actions.revoke}
                  fields={{ plan, invitation: id }}
                  label={`Take back the invitation of ${email ?? 'anybody'}`}
                  title="Take this invitation back?"
                  description="Its link shows nothing from now on. Who signed up by it keeps the plan."
                  confirmLabel="Take back"
                  doneMessage="The invitation is taken back."
                >
                  Take back
                </ConfirmAction>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Invite({ plan, action }: { plan: string; action: FormAction<{ url: string }> }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        Invite
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title="Invite to this plan">
        <InviteForm plan={plan} action={action} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({
  plan,
  action,
  onDone,
}: {
  plan: string;
  action: FormAction<{ url: string }>;
  onDone(): void;
}) {
  const form = useFormAction(action);
  if (form.state.status === 'ok' && form.state.result) {
    return <SecretResult label="The link, shown this once" secret={form.state.result.url} onDone={onDone} />;
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <input type="hidden" name="plan" value={plan} />
      <TextField
        {...form.field('email')}
        label="E-mail"
        type="email"
        hint="Only this address may sign up by it. Empty: any."
      />
      <TextField {...form.field('maxUses', '1')} label="How many may sign up" inputMode="numeric" required />
      <TextField {...form.field('expires')} label="Good until" type="date" hint="Empty: no end." />
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Make link
        </Button>
      </div>
    </form>
  );
}
