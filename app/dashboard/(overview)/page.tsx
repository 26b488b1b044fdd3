import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { loadRecentCalls, loadUsage } from '@/app/_loaders/load-usage';
import { GettingStarted } from '@/components/dashboard/getting-started';
import { AttentionList } from '@/components/dashboard/overview/attention-list';
import { Headlines } from '@/components/dashboard/overview/headlines';
import { RevenuePanel } from '@/components/dashboard/overview/revenue-panel';
import { RevenueByPlan, TopCustomers } from '@/components/dashboard/overview/worth-tables';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { Panel } from '@/components/ui/card';
import { FilterLinks } from '@/components/ui/filter-links';
import { PageHeader } from '@/components/ui/page-header';
import { CallsByDay } from '@/components/usage/calls-by-day';
import { RangeLinks } from '@/components/usage/range-links';
import { requireMember } from '@/lib/auth/request';
import { env } from '@/lib/env';
import { daysParameter, readQuery, type SearchParams } from '@/lib/http/query';
import { DEFINITIONS, getOverview, getProgress } from '@/lib/revenue';
import { currencyField } from '@/lib/tenants';

export const metadata: Metadata = { title: 'Overview' };

const query = z.object({ days: daysParameter, currency: currencyField.optional().catch(undefined) });
const TOP_CUSTOMERS = 8;

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { days, currency: asked } = await readQuery(searchParams, query);
  const { timezone, slug, name } = ctx.provider;
  const [overview, recent, usage, progress] = await Promise.all([
    getOverview(ctx, { days, currency: asked }),
    loadRecentCalls(ctx),
    loadUsage(ctx, { days }),
    getProgress(ctx),
  ]);
  const { report, before, calls, denials, attention } = overview;
  const { currency, currencies } = report;
  const items = attention.map(({ amountMinor, ...item }) => ({
    ...item,
    amountMinor: amountMinor === null ? null : amountMinor.toString(),
  }));
  return (
    <>
      <AutoRefresh />
      <PageHeader
        title="Overview"
        description={
          <>
            {name} sells on{' '}
            <Link href={`/p/${slug}`} className="underline underline-offset-4 hover:text-foreground">
              /p/{slug}
            </Link>
          </>
        }
        actions={
          <>
            {currencies.length > 1 && (
              <FilterLinks
                label="Currency"
                path="/dashboard"
                name="currency"
                hasAll={false}
                values={currencies}
                current={currency}
              />
            )}
            <RangeLinks
              days={days}
              hrefOf={(range) => `/dashboard?days=${range}${asked ? `&currency=${asked}` : ''}`}
            />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        {progress.some(({ isDone }) => !isDone) && (
          <GettingStarted
            steps={progress}
            integration={{
              origin: env().appUrl,
              secretKey: `tg_${ctx.provider.mode}_…`,
              keyStart: `${ctx.provider.keyPrefix}_${ctx.provider.mode}_`,
            }}
          />
        )}
        <Headlines
          currency={currency}
          days={days}
          report={report}
          before={before}
          calls={{ today: recent.today, now: usage.total.calls, before: calls.before }}
          denials={denials}
          definitions={DEFINITIONS}
        />
        <RevenuePanel {...report} currency={currency} timezone={timezone} />
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
          <section className="min-w-0">
            <h2 className="mb-3 font-semibold">Top customers</h2>
            <TopCustomers rows={report.topCustomers.slice(0, TOP_CUSTOMERS)} currency={currency} />
          </section>
          <div className="grid min-w-0 grid-cols-1 gap-6">
            <Panel title="Needs attention">
              <AttentionList items={items} timezone={timezone} />
            </Panel>
            <section className="min-w-0">
              <h2 className="mb-3 font-semibold">Revenue by plan</h2>
              <RevenueByPlan rows={report.byPlan} currency={currency} />
            </section>
          </div>
        </div>
        <CallsByDay
          days={usage.days}
          byDayAndEndpoint={usage.byDayAndEndpoint}
          byDay={usage.byDay}
          timezone={timezone}
          currency={currency}
          description={`The last ${days} days, ${timezone}`}
        />
      </div>
    </>
  );
}
