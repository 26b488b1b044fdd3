'use client';

import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { ScopeFields } from './create-key';
import { KeyLimitFields, type KeySettings } from './key-limit-fields';

interface EditProps {
  action: FormAction<void>;
  scope: Record<string, string>;
  currency: string;
  keyName: string;
  settings: KeySettings;
}

/** Changes a key's settings; its secret stays the same. */
export function EditKey({ keyName, ...form }: EditProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" size="small" onClick={() => setOpen(true)} aria-label={`Edit ${keyName}`}>
        <Settings2 aria-hidden />
        <span className="max-sm:sr-only">Edit</span>
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Edit ${keyName}`}
        description="The secret stays the same. What you change holds from the next call."
      >
        <EditForm {...form} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EditForm({
  action,
  scope,
  currency,
  settings,
  onDone,
}: Omit<EditProps, 'keyName'> & { onDone(): void }) {
  const form = useFormAction(action, () => {
    toast.success('The key is changed; it holds from the next call.');
    onDone();
  });
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <ScopeFields scope={scope} />
      <TextField {...form.field('name', settings.name)} label="Name" maxLength={120} />
      <KeyLimitFields form={form} currency={currency} settings={settings} />
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
