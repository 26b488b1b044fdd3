import type { Metadata } from 'next';
import { z } from 'zod';
import { loadUsage } from '@/app/_loaders/load-usage';
import { PageHeader } from '@/components/ui/page-header';
import { RangeLinks } from '@/components/usage/range-links';
import { UsageScreen } from '@/components/usage/usage-screen';
import { requireCustomerMember } from '@/lib/auth/request';
import { daysParameter, readQuery, type SearchParams } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Usage' };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ days: daysParameter });

export default async function UsagePage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer } = await requireCustomerMember(slug);
  const { days } = await readQuery(searchParams, query);
  const usage = await loadUsage(ctx, { customer: customer.id, days });
  return (
    <>
      <PageHeader
        title="Usage"
        actions={<RangeLinks days={days} hrefOf={(range) => `/p/${slug}/portal/usage?days=${range}`} />}
      />
      <UsageScreen {...usage} />
    </>
  );
}
