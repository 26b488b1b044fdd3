'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { SecretResult } from '@/components/ui/secret-once';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { ROLES } from './team-table';

type Action = FormAction<{ url: string }>;

/** Invites by mail, and shows the link for whoever prefers to hand it over. */
export function InviteMember({ action }: { action: Action }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <UserPlus aria-hidden />
        Invite
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Invite into the team"
        description="They get a mail with a link that is good for a week, and once."
      >
        <InviteForm action={action} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({ action, onDone }: { action: Action; onDone(): void }) {
  const form = useFormAction(action);
  if (form.state.status === 'ok' && form.state.result) {
    return <SecretResult label="The link, shown this once" secret={form.state.result.url} onDone={onDone} />;
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <TextField {...form.field('email')} label="E-mail" type="email" required />
      <SelectField {...form.field('role', 'viewer')} label="Role" options={ROLES} required />
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Invite
        </Button>
      </div>
    </form>
  );
}
