import { DateTime } from '@/components/date-time';
import { Panel } from '@/components/ui/card';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { FormDialog } from '@/components/ui/form-dialog';
import type { FormAction } from '@/lib/core/action';

interface Props {
  customer: string;
  notes: { id: string; author: string; text: string; createdAt: string }[];
  timezone: string;
  /** Null for those who may only look. */
  actions: Record<'add' | 'remove', FormAction<void>> | null;
}

/** What the provider's people wrote down about a customer. */
export function CustomerNotes({ customer, notes, timezone, actions }: Props) {
  return (
    <Panel
      title="Notes"
      description="For your team alone."
      actions={
        actions && (
          <FormDialog
            action={actions.add}
            scope={{ customer }}
            size="small"
            title="Write a note"
            fields={[{ name: 'text', label: 'Note', isLong: true, isRequired: true }]}
            submitLabel="Add note"
            doneMessage="The note is added."
          >
            Write a note
          </FormDialog>
        )
      }
    >
      {notes.length === 0 ? (
        <p className="text-muted">Nothing so far.</p>
      ) : (
        <ul className="divide-y">
          {notes.map(({ id, author, text, createdAt }) => (
            <li key={id} className="flex items-start justify-between gap-4 py-2.5 first:pt-0">
              <div className="min-w-0">
                <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
                <p className="mt-0.5 text-[0.867rem] text-muted">
                  {author}, <DateTime at={createdAt} timezone={timezone} format="instant" />
                </p>
              </div>
              {actions && (
                <ConfirmAction
                  action={actions.remove}
                  fields={{ note: id }}
                  label={`Remove the note of ${author}`}
                  title="Remove this note?"
                  description="It is gone for good."
                  confirmLabel="Remove"
                  doneMessage="The note is removed."
                >
                  Remove
                </ConfirmAction>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
