import type { Metadata } from 'next';
import { z } from 'zod';
import { loadCallsByCustomer, loadUsage } from '@/app/_loaders/load-usage';
import { PageHeader } from '@/components/ui/page-header';
import { RangeLinks } from '@/components/usage/range-links';
import { UsageScreen } from '@/components/usage/usage-screen';
import { requireMember } from '@/lib/auth/request';
import { daysParameter, readQuery, type SearchParams } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Usage' };

const query = z.object({ days: daysParameter });
const SHOWN_CUSTOMERS = 20;

export default async function UsagePage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { days } = await readQuery(searchParams, query);
  const [usage, byCustomer] = await Promise.all([
    loadUsage(ctx, { days }),
    loadCallsByCustomer(ctx, { days, shown: SHOWN_CUSTOMERS }),
  ]);
  return (
    <>
      <PageHeader
        title="Usage"
        actions={<RangeLinks days={days} hrefOf={(range) => `/dashboard/usage?days=${range}`} />}
      />
      <UsageScreen {...usage} byCustomer={byCustomer} />
    </>
  );
}
