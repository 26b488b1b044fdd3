import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ExploreScreen } from '@/components/usage/explore/explore-screen';
import { hrefWith } from '@/components/usage/explore/filters';
import { RangeForm } from '@/components/usage/explore/range-form';
import { requireMember } from '@/lib/auth/request';
import { dayBounds, localDaysOf, localMidnight } from '@/lib/core/period';
import { orNotFound } from '@/lib/http/page-errors';
import { readQuery, type SearchParams } from '@/lib/http/query';
import { nameKeys } from '@/lib/keys';
import { nameCustomers } from '@/lib/tenants';
import { exploreUsage } from '@/lib/usage';
import { exploreInputOf, rangeOf, usageQuery } from './query';

export const metadata: Metadata = { title: 'Usage' };

const PATH = '/dashboard/usage';
/** Of customers and keys the largest; all of them are in the file. */
const SHOWN = 25;

export default async function UsagePage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const filters = await readQuery(searchParams, usageQuery);
  const input = exploreInputOf(ctx, filters);
  const usage = await orNotFound(exploreUsage(ctx, input));
  const byCustomer = usage.byCustomer.slice(0, SHOWN);
  const byKey = usage.byKey.slice(0, SHOWN);
  const [customers, keys] = await Promise.all([
    nameCustomers(ctx, { ids: [...byCustomer.map(({ group }) => group ?? ''), filters.customer ?? ''] }),
    nameKeys(ctx, { ids: [...byKey.map(({ group }) => group ?? ''), filters.key ?? ''] }),
  ]);
  const { timezone, currency } = ctx.provider;
  const range = rangeOf(ctx, filters);
  const span = {
    start: localMidnight(range.fromDay, timezone),
    end: dayBounds(range.toDay, timezone).end,
  };
  const days = localDaysOf(span, timezone).map((day) => localMidnight(day, timezone).toISOString());
  const chosen = {
    ...filters,
    ...(filters.from || filters.to ? { from: range.fromDay, to: range.toDay } : {}),
  };
  return (
    <>
      <PageHeader
        title="Usage"
        description={`Days and hours of ${timezone}`}
        actions={
          <LinkButton href={hrefWith(`${PATH}/export`, chosen, {})} look="secondary" prefetch={false}>
            <Download aria-hidden />
            CSV
          </LinkButton>
        }
      />
      <RangeForm path={PATH} filters={chosen} range={range} />
      <ExploreScreen
        path={PATH}
        filters={chosen}
        usage={{ ...usage, byCustomer, byKey }}
        names={{ customers, keys }}
        days={days}
        currency={currency}
        timezone={timezone}
      />
    </>
  );
}
