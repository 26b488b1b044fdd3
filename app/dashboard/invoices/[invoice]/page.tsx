import type { Metadata } from 'next';
import { InvoiceDocument } from '@/components/invoices/invoice-document';
import { invoiceName } from '@/components/invoices/invoices-table';
import { PaymentsTable } from '@/components/payments/payments-table';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getInvoice } from '@/lib/billing';
import { orNotFound } from '@/lib/http/page-errors';
import { listInvoicePayments } from '@/lib/payments';
import { chargeNowAction } from '../../payments/actions';
import { finalizeInvoiceAction } from '../actions';

export const metadata: Metadata = { title: 'Invoice' };

export default async function InvoicePage({ params }: { params: Promise<{ invoice: string }> }) {
  const { ctx, role } = await requireMember();
  const invoice = await orNotFound(getInvoice(ctx, { id: (await params).invoice }));
  const { data: payments } = await listInvoicePayments(ctx, { invoice: invoice.id });
  const mayCharge = invoice.status === 'open' && hasRole(role, 'admin');
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
      {payments.length > 0 && (
        <section className="mt-6">
          <h2 className="mb-3 font-semibold">Payments</h2>
          <PaymentsTable payments={payments} timezone={ctx.provider.timezone} />
        </section>
      )}
    </>
  );
}
