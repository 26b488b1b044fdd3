import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { InvoicesTable } from '@/components/invoices/invoices-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FileLink } from '@/components/ui/file-link';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { requireCustomerMember } from '@/lib/auth/request';
import { listInvoices } from '@/lib/billing';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Invoices' };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;

export default async function InvoicesPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer } = await requireCustomerMember(slug);
  const { cursor } = await readQuery(searchParams, query);
  const page = await listInvoices(ctx, { customer: customer.id, cursor, limit: PER_PAGE });
  const path = `/p/${slug}/portal/invoices`;
  return (
    <>
      <PageHeader
        title="Invoices"
        actions={page.data.length > 0 && <FileLink href={`${path}/csv`}>CSV</FileLink>}
      />
      {page.data.length === 0 ? (
        <EmptyState icon={FileText} title="No invoices yet">
          The first one comes when your period ends.
        </EmptyState>
      ) : (
        <InvoicesTable
          invoices={page.data}
          timezone={ctx.provider.timezone}
          hrefOf={({ id }) => `${path}/${id}`}
        />
      )}
      <NextPage path={path} cursor={page.nextCursor} />
    </>
  );
}
