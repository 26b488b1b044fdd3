import { ConfirmAction } from '@/components/ui/confirm-action';
import { FormDialog } from '@/components/ui/form-dialog';
import type { FormAction } from '@/lib/core/action';

interface Props {
  invoice: { id: string; status: string; currency: string };
  actions: Record<'finalize' | 'void' | 'writeOff' | 'markPaid' | 'creditNote' | 'resend', FormAction<void>>;
}

const REASON = { name: 'reason', label: 'Reason', isLong: true } as const;

/** What may be done with an invoice, by the state that it is in. */
export function InvoiceActions({ invoice: { id, status, currency }, actions }: Props) {
  const scope = { invoice: id };
  if (status === 'draft') {
    return (
      <ConfirmAction
        action={actions.finalize}
        fields={scope}
        look="primary"
        size="medium"
        title="Finalise this invoice?"
        description="It gets its number and never changes again. Events that arrive late go on the next one."
        confirmLabel="Finalise"
        isDestructive={false}
        doneMessage="The invoice is final."
      >
        Finalise
      </ConfirmAction>
    );
  }
  const isOwed = status === 'open' || status === 'uncollectible';
  return (
    <>
      {isOwed && (
        <FormDialog
          action={actions.markPaid}
          scope={scope}
          look="primary"
          title="Mark as paid"
          description="For money that came outside of here: a bank transfer, cash."
          fields={[{ name: 'reference', label: 'Reference', hint: 'The bank’s, or your own.' }]}
          submitLabel="Mark as paid"
          doneMessage="The invoice is paid."
        >
          Mark as paid
        </FormDialog>
      )}
      {status !== 'void' && (
        <FormDialog
          action={actions.resend}
          scope={scope}
          title="Send this invoice again"
          description="By mail, with its PDF."
          fields={[{ name: 'to', label: 'To', hint: 'Empty: where the customer’s invoices go.' }]}
          submitLabel="Send"
          doneMessage="The invoice is on its way."
        >
          Resend
        </FormDialog>
      )}
      {status !== 'void' && (
        <FormDialog
          action={actions.creditNote}
          scope={scope}
          title="Credit note"
          description="Takes off what is due; what is paid already becomes credits for the next invoices."
          fields={[
            { name: 'amount', label: `Amount with tax (${currency})`, isNumber: true, isRequired: true },
            { ...REASON, isRequired: true },
          ]}
          submitLabel="Issue credit note"
          doneMessage="The credit note is issued."
        >
          Credit
        </FormDialog>
      )}
      {status === 'open' && (
        <FormDialog
          action={actions.writeOff}
          scope={scope}
          look="quiet"
          title="Write this invoice off?"
          description="It stays owed on paper, and may still be paid."
          fields={[REASON]}
          submitLabel="Write off"
          doneMessage="The invoice is written off."
        >
          Write off
        </FormDialog>
      )}
      {isOwed && (
        <FormDialog
          action={actions.void}
          scope={scope}
          look="quiet"
          title="Void this invoice?"
          description="It keeps its number and is worth nothing from now on. This cannot be undone."
          fields={[REASON]}
          submitLabel="Void"
          doneMessage="The invoice is void."
        >
          Void
        </FormDialog>
      )}
    </>
  );
}
