import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { AgeingTable } from '@/components/invoices/ageing-table';
import { ExportForm } from '@/components/invoices/export-form';
import { InvoicesTable } from '@/components/invoices/invoices-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterLinks } from '@/components/ui/filter-links';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/request';
import { listInvoices } from '@/lib/billing';
import { localMonthOf } from '@/lib/core/period';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { getAgeing } from '@/lib/revenue';

export const metadata: Metadata = { title: 'Invoices' };

const STATUSES = ['draft', 'open', 'paid', 'uncollectible', 'void'] as const;
const query = z.object({ status: z.enum(STATUSES).optional().catch(undefined), cursor: textParameter });
const PER_PAGE = 50;
const PATH = '/dashboard/invoices';

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { status, cursor } = await readQuery(searchParams, query);
  const [{ data: invoices, nextCursor }, ageing] = await Promise.all([
    listInvoices(ctx, { status, cursor, limit: PER_PAGE }),
    getAgeing(ctx),
  ]);
  const { country, timezone } = ctx.provider;
  const month = localMonthOf(ctx.clock.now(), timezone);
  return (
    <>
      <PageHeader
        title="Invoices"
        actions={<FilterLinks label="Status" path={PATH} name="status" values={STATUSES} current={status} />}
      />
      {ageing.length > 0 && (
        <section className="mb-6">
          <AgeingTable rows={ageing} />
        </section>
      )}
      {invoices.length === 0 ? (
        <EmptyState icon={FileText} title={status ? `No invoice is ${status}` : 'No invoices yet'}>
          They are drafted when a customer’s period ends, and become final after the grace for late events.
        </EmptyState>
      ) : (
        <InvoicesTable
          invoices={invoices}
          timezone={timezone}
          hrefOf={({ id }) => `${PATH}/${id}`}
          withBuyer
        />
      )}
      <NextPage path={PATH} cursor={nextCursor} query={{ status }} />
      <section className="mt-8">
        <ExportForm month={month} isIndian={country === 'IN'} />
      </section>
    </>
  );
}
