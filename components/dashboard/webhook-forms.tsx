'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { SecretResult, ShownOnceNotice } from '@/components/ui/secret-once';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

type SecretAction = FormAction<{ secret: string }>;

/** Asks where events are to be sent, and shows the secret that signs them once. */
export function CreateEndpoint({
  action,
  eventTypes,
}: {
  action: SecretAction;
  eventTypes: readonly string[];
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Add endpoint
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Add a webhook endpoint"
        description="Events are sent there as they happen, signed, and retried for three days."
      >
        <EndpointForm action={action} eventTypes={eventTypes} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EndpointForm({
  action,
  eventTypes,
  onDone,
}: {
  action: SecretAction;
  eventTypes: readonly string[];
  onDone: () => void;
}) {
  const form = useFormAction(action);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (form.state.status === 'ok' && form.state.result) {
    return <SigningSecret secret={form.state.result.secret} onDone={onDone} />;
  }
  const toggle = (type: string) => {
    const next = new Set(chosen);
    if (!next.delete(type)) next.add(type);
    setChosen(next);
  };
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <TextField
        {...form.field('url')}
        label="URL"
        type="url"
        placeholder="https://api.example.com/hooks/tollgate"
        required
        maxLength={2000}
      />
      <TextField {...form.field('description')} label="What it is for" maxLength={200} />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-[0.933rem] font-medium">Events</legend>
        <p className="text-[0.867rem] text-muted">Without a choice, all of them.</p>
        <input type="hidden" name="events" value={[...chosen].join(' ')} />
        <div className="grid max-h-56 grid-cols-1 gap-x-4 gap-y-1 overflow-y-auto rounded-md border p-3 sm:grid-cols-2">
          {eventTypes.map((type) => (
            <label key={type} className="flex items-center gap-2 py-0.5 text-[0.867rem]">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={chosen.has(type)}
                onChange={() => toggle(type)}
              />
              {type}
            </label>
          ))}
        </div>
      </fieldset>
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Add endpoint
        </Button>
      </div>
    </form>
  );
}

/** Puts a new secret in the old one's place, which signs beside it for a day. */
export function RotateSecret({
  action,
  endpoint,
  url,
}: {
  action: SecretAction;
  endpoint: string;
  url: string;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        size="small"
        aria-label={`Rotate the secret of ${url}`}
        onClick={() => setOpen(true)}
      >
        Rotate secret
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Rotate the signing secret?"
        description="For a day every delivery is signed with both, so that you can change over without a gap."
      >
        <RotateForm action={action} endpoint={endpoint} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RotateForm({
  action,
  endpoint,
  onDone,
}: {
  action: SecretAction;
  endpoint: string;
  onDone: () => void;
}) {
  const form = useFormAction(action);
  if (form.state.status === 'ok' && form.state.result) {
    return <SigningSecret secret={form.state.result.secret} onDone={onDone} />;
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <input type="hidden" name="endpoint" value={endpoint} />
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Rotate secret
        </Button>
      </div>
    </form>
  );
}

function SigningSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <SecretResult label="The signing secret" secret={secret} onDone={onDone}>
      <ShownOnceNotice />
    </SecretResult>
  );
}
