import type { Metadata } from 'next';
import { InvoiceActions } from '@/components/invoices/invoice-actions';
import { InvoiceDocument } from '@/components/invoices/invoice-document';
import { CreditNotes, InvoiceFiles } from '@/components/invoices/invoice-files';
import { invoiceName } from '@/components/invoices/invoices-table';
import { PaymentsTable } from '@/components/payments/payments-table';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getInvoice, listCreditNotes } from '@/lib/billing';
import { orNotFound } from '@/lib/http/page-errors';
import { listInvoicePayments } from '@/lib/payments';
import { chargeNowAction } from '../../payments/actions';
import {
  creditNoteAction,
  finalizeInvoiceAction,
  markPaidAction,
  resendInvoiceAction,
  voidInvoiceAction,
  writeOffInvoiceAction,
} from '../actions';

const ACTIONS = {
  finalize: finalizeInvoiceAction,
  void: voidInvoiceAction,
  writeOff: writeOffInvoiceAction,
  markPaid: markPaidAction,
  creditNote: creditNoteAction,
  resend: resendInvoiceAction,
};

export const metadata: Metadata = { title: 'Invoice' };

export default async function InvoicePage({ params }: { params: Promise<{ invoice: string }> }) {
  const { ctx, role } = await requireMember();
  const invoice = await orNotFound(getInvoice(ctx, { id: (await params).invoice }));
  const notes = await listCreditNotes(ctx, { invoice: invoice.id, limit: 100 });
  const { data: payments } = await listInvoicePayments(ctx, { invoice: invoice.id });
  const mayCharge = invoice.status === 'open' && hasRole(role, 'admin');
  return (
    <>
      <BackLink href="/dashboard/invoices" label="Invoices" />
      <PageHeader
        title={invoiceName(invoice)}
        description={invoice.buyer.name}
        actions={
          <>
            <StatusBadge status={invoice.status} />
            <InvoiceFiles path={`/dashboard/invoices/${invoice.id}`} />
            {hasRole(role, 'admin') && <InvoiceActions invoice={invoice} actions={ACTIONS} />}
            {mayCharge && (
              <ConfirmAction
                action={chargeNowAction}
                fields={{ invoice: invoice.id }}
                look="secondary"
                size="medium"
                title="Charge the customer’s card now?"
                description="Whatever the schedule says. Nothing is charged twice."
                confirmLabel="Charge"
                isDestructive={false}
                doneMessage="The payment is on its way."
              >
                Charge now
              </ConfirmAction>
            )}
          </>
        }
      />
      <InvoiceDocument invoice={invoice} timezone={ctx.provider.timezone} />
      <CreditNotes notes={notes.data} path="/dashboard/credit-notes" />
      {payments.length > 0 && (
        <section className="mt-6">
          <h2 className="mb-3 font-semibold">Payments</h2>
          <PaymentsTable payments={payments} timezone={ctx.provider.timezone} />
        </section>
      )}
    </>
  );
}
