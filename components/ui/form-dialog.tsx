'use client';

import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import type { FormAction } from '@/lib/core/action';
import { Button } from './button';
import { Dialog } from './dialog';
import { SelectField, type SelectOption, TextArea, TextField } from './field';
import { useFormAction } from './use-form-action';

/** One field of a small form. */
export interface FormField {
  name: string;
  label: string;
  /** One of these, as a select; otherwise text. */
  options?: SelectOption[];
  isLong?: boolean;
  isNumber?: boolean;
  isDate?: boolean;
  hint?: string;
  value?: string;
  isRequired?: boolean;
}

interface Props {
  action: FormAction<void>;
  /** Sent along: what it is about. */
  scope: Record<string, string>;
  fields: FormField[];
  children: ReactNode;
  look?: 'secondary' | 'quiet' | 'primary';
  size?: 'small' | 'medium';
  title: string;
  description?: ReactNode;
  submitLabel: string;
  doneMessage: string;
}

/** A button that opens a small form in a window; the window closes when it is done. */
export function FormDialog({ children, look = 'secondary', size = 'medium', ...form }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look={look} size={size} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={form.title} description={form.description}>
        <SmallForm {...form} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type SmallFormProps = Omit<Props, 'children' | 'look' | 'size' | 'title' | 'description'> & {
  onDone(): void;
};

function SmallForm({ action, scope, fields, submitLabel, doneMessage, onDone }: SmallFormProps) {
  const form = useFormAction(action, () => {
    toast.success(doneMessage);
    onDone();
  });
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      {Object.entries(scope).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Field key={field.name} field={field} given={form.field(field.name, field.value)} />
      ))}
      {form.message()}
      <div className="flex justify-end">
        <Button type="submit" isPending={form.isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

function Field({
  field,
  given,
}: {
  field: FormField;
  given: ReturnType<ReturnType<typeof useFormAction>['field']>;
}) {
  const { label, hint, isRequired: required = false, options, isLong, isNumber, isDate } = field;
  const common = { ...given, label, hint, required };
  if (options) return <SelectField {...common} options={options} />;
  if (isLong) return <TextArea {...common} rows={3} />;
  const type = isDate ? 'date' : undefined;
  return <TextField {...common} type={type} inputMode={isNumber ? 'decimal' : undefined} />;
}
