import { History } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { ActivityTable } from '@/components/portal/activity-table';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { listAudit } from '@/lib/audit';
import { requireCustomerMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Activity' };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;

export default async function ActivityPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx } = await requireCustomerMember(slug);
  const { cursor } = await readQuery(searchParams, query);
  const { data, nextCursor } = await listAudit(ctx, { limit: PER_PAGE, cursor });
  return (
    <>
      <PageHeader title="Activity" description="Who changed what in this account, the latest first." />
      {data.length === 0 ? (
        <EmptyState icon={History} title="Nothing yet">
          What you or {ctx.provider.name} change here is written down.
        </EmptyState>
      ) : (
        <ActivityTable entries={data} timezone={ctx.provider.timezone} providerName={ctx.provider.name} />
      )}
      <NextPage path={`/p/${slug}/portal/activity`} cursor={nextCursor} />
    </>
  );
}
