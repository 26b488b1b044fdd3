import type { Metadata } from 'next';
import { InvoiceDocument } from '@/components/invoices/invoice-document';
import { CreditNotes, InvoiceFiles } from '@/components/invoices/invoice-files';
import { invoiceName } from '@/components/invoices/invoices-table';
import { ActionButton } from '@/components/payments/action-button';
import { PaymentsTable } from '@/components/payments/payments-table';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { getInvoice, listCreditNotes } from '@/lib/billing';
import { orNotFound } from '@/lib/http/page-errors';
import { listInvoicePayments } from '@/lib/payments';

import { payInvoiceAction } from '../../billing/actions';

export const metadata: Metadata = { title: 'Invoice' };

export default async function InvoicePage({
  params,
}: {
  params: Promise<{ provider: string; invoice: string }>;
}) {
  const { provider: slug, invoice: id } = await params;
  const { ctx, role } = await requireCustomerMember(slug);
  const invoice = await orNotFound(getInvoice(ctx, { id }));
  const notes = await listCreditNotes(ctx, { invoice: invoice.id, limit: 100 });
  const path = `/p/${slug}/portal`;
  const { data: payments } = await listInvoicePayments(ctx, { invoice: invoice.id });
  const isOwed = invoice.status === 'open' && hasRole(role, 'admin');
  return (
    <>
      <BackLink href={`${path}/invoices`} label="Invoices" />
      <PageHeader
        title={invoiceName(invoice)}
        actions={
          <>
            <StatusBadge status={invoice.status} />
            <InvoiceFiles path={`${path}/invoices/${invoice.id}`} />
            {isOwed && (
              <ActionButton action={payInvoiceAction} fields={{ provider: slug, invoice: invoice.id }}>
                Pay now
              </ActionButton>
            )}
          </>
        }
      />
      <InvoiceDocument invoice={invoice} timezone={ctx.provider.timezone} />
      <CreditNotes notes={notes.data} path={`${path}/credit-notes`} />
      {payments.length > 0 && (
        <section className="mt-6">
          <h2 className="mb-3 font-semibold">Payments</h2>
          <PaymentsTable payments={payments} timezone={ctx.provider.timezone} />
        </section>
      )}
    </>
  );
}
