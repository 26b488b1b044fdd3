import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { InvoicesTable } from '@/components/invoices/invoices-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterLinks } from '@/components/ui/filter-links';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/request';
import { listInvoices } from '@/lib/billing';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Invoices' };

const STATUSES = ['draft', 'open', 'paid', 'void'] as const;
const query = z.object({ status: z.enum(STATUSES).optional().catch(undefined), cursor: textParameter });
const PER_PAGE = 50;
const PATH = '/dashboard/invoices';

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { status, cursor } = await readQuery(searchParams, query);
  const { data: invoices, nextCursor } = await listInvoices(ctx, { status, cursor, limit: PER_PAGE });
  return (
    <>
      <PageHeader
        title="Invoices"
        actions={<FilterLinks label="Status" path={PATH} name="status" values={STATUSES} current={status} />}
      />
      {invoices.length === 0 ? (
        <EmptyState icon={FileText} title={status ? `No invoice is ${status}` : 'No invoices yet'}>
          They are drafted when a customer’s period ends, and become final after the grace for late events.
        </EmptyState>
      ) : (
        <InvoicesTable
          invoices={invoices}
          timezone={ctx.provider.timezone}
          hrefOf={({ id }) => `${PATH}/${id}`}
          withBuyer
        />
      )}
      <NextPage path={PATH} cursor={nextCursor} query={{ status }} />
    </>
  );
}
