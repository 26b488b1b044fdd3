import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { InvoiceDocument } from '@/components/invoices/invoice-document';
import { CreditNotes, InvoiceFiles } from '@/components/invoices/invoice-files';
import { invoiceName } from '@/components/invoices/invoices-table';
import { ActionButton } from '@/components/payments/action-button';
import { PaymentsTable } from '@/components/payments/payments-table';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { getInvoice, listCreditNotes } from '@/lib/billing';
import { orNotFound } from '@/lib/http/page-errors';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listInvoicePayments } from '@/lib/payments';
import { payInvoiceAction } from '../../billing/actions';
import { Explanation } from './explanation';

export const metadata: Metadata = { title: 'Invoice' };

interface Props {
  params: Promise<{ provider: string; invoice: string }>;
  searchParams: SearchParams;
}

const query = z.object({ line: textParameter, cursor: textParameter });

export default async function InvoicePage({ params, searchParams }: Props) {
  const { provider: slug, invoice: id } = await params;
  const { line: wanted, cursor } = await readQuery(searchParams, query);
  const { ctx, role } = await requireCustomerMember(slug);
  const invoice = await orNotFound(getInvoice(ctx, { id }));
  const line = invoice.lines.find(({ id, kind }) => id === wanted && kind === 'usage')?.id;
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
      <Suspense fallback={<Skeleton className="mt-6 h-24 w-full" />}>
        <Explanation
          ctx={ctx}
          invoice={invoice.id}
          line={line}
          cursor={cursor}
          path={`${path}/invoices/${invoice.id}`}
        />
      </Suspense>
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
