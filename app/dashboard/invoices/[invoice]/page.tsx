import type { Metadata } from 'next';
import { InvoiceDocument } from '@/components/invoices/invoice-document';
import { CreditNotes, InvoiceFiles } from '@/components/invoices/invoice-files';
import { invoiceName } from '@/components/invoices/invoices-table';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getInvoice, listCreditNotes } from '@/lib/billing';
import { orNotFound } from '@/lib/http/page-errors';
import { finalizeInvoiceAction } from '../actions';

export const metadata: Metadata = { title: 'Invoice' };

export default async function InvoicePage({ params }: { params: Promise<{ invoice: string }> }) {
  const { ctx, role } = await requireMember();
  const invoice = await orNotFound(getInvoice(ctx, { id: (await params).invoice }));
  const notes = await listCreditNotes(ctx, { invoice: invoice.id, limit: 100 });
  const mayFinalize = invoice.status === 'draft' && hasRole(role, 'admin');
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
            {mayFinalize && (
              <ConfirmAction
                action={finalizeInvoiceAction}
                fields={{ invoice: invoice.id }}
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
            )}
          </>
        }
      />
      <InvoiceDocument invoice={invoice} timezone={ctx.provider.timezone} />
      <CreditNotes notes={notes.data} path="/dashboard/credit-notes" />
    </>
  );
}
