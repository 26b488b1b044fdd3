import type { Metadata } from 'next';
import { InvoiceDocument } from '@/components/invoices/invoice-document';
import { CreditNotes, InvoiceFiles } from '@/components/invoices/invoice-files';
import { invoiceName } from '@/components/invoices/invoices-table';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { requireCustomerMember } from '@/lib/auth/request';
import { getInvoice, listCreditNotes } from '@/lib/billing';
import { orNotFound } from '@/lib/http/page-errors';

export const metadata: Metadata = { title: 'Invoice' };

export default async function InvoicePage({
  params,
}: {
  params: Promise<{ provider: string; invoice: string }>;
}) {
  const { provider: slug, invoice: id } = await params;
  const { ctx } = await requireCustomerMember(slug);
  const invoice = await orNotFound(getInvoice(ctx, { id }));
  const notes = await listCreditNotes(ctx, { invoice: invoice.id, limit: 100 });
  const path = `/p/${slug}/portal`;
  return (
    <>
      <BackLink href={`${path}/invoices`} label="Invoices" />
      <PageHeader
        title={invoiceName(invoice)}
        actions={
          <>
            <StatusBadge status={invoice.status} />
            <InvoiceFiles path={`${path}/invoices/${invoice.id}`} />
          </>
        }
      />
      <InvoiceDocument invoice={invoice} timezone={ctx.provider.timezone} />
      <CreditNotes notes={notes.data} path={`${path}/credit-notes`} />
    </>
  );
}
