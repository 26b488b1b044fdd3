import type { Metadata } from 'next';
import { z } from 'zod';
import { loadUsage, loadUsageDetail } from '@/app/_loaders/load-usage';
import { FileLink } from '@/components/ui/file-link';
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
  const asked = { customer: customer.id, days };
  const [usage, detail] = await Promise.all([loadUsage(ctx, asked), loadUsageDetail(ctx, asked)]);
  const path = `/p/${slug}/portal/usage`;
  return (
    <>
      <PageHeader
        title="Usage"
        actions={
          <>
            <RangeLinks days={days} hrefOf={(range) => `${path}?days=${range}`} />
            <FileLink href={`${path}/csv?days=${days}`}>CSV</FileLink>
          </>
        }
      />
      <UsageScreen {...usage} {...detail} />
    </>
  );
}
