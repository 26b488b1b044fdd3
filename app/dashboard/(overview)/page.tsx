import { Rocket } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { loadCallsByCustomer, loadRecentCalls, loadUsage } from '@/app/_loaders/load-usage';
import { StackedBars } from '@/components/charts/stacked-bars';
import { Money } from '@/components/money';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { Figure, Figures, Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { endpointName, usageSeries } from '@/components/usage/usage-series';
import { UsageTable } from '@/components/usage/usage-table';
import { requireMember } from '@/lib/auth/request';
import { formatCount, formatInstant } from '@/lib/core/format';
import { type RevenueSoFar, revenueSoFar } from '@/lib/revenue';

export const metadata: Metadata = { title: 'Overview' };

const DAYS = 30;
const TOP_CUSTOMERS = 5;

export default async function OverviewPage() {
  const { ctx } = await requireMember();
  const { currency, timezone, slug, name } = ctx.provider;
  const [calls, revenue, usage, top] = await Promise.all([
    loadRecentCalls(ctx),
    revenueSoFar(ctx),
    loadUsage(ctx, { days: DAYS }),
    loadCallsByCustomer(ctx, { days: DAYS, shown: TOP_CUSTOMERS, withMoney: true }),
  ]);
  const days = usage.days.map((start) => ({ start, label: formatInstant(start, timezone, 'shortDay') }));
  const { series, points } = usageSeries(usage.byDayAndEndpoint, days, endpointName);
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
      />
      <div className="grid grid-cols-1 gap-6">
        <Figures>
          <Figure label="Calls today" testId="calls-today" value={formatCount(calls.today, currency)} />
          <Figure label={`Calls in ${DAYS} days`} value={formatCount(calls.month, currency)} />
          <Figure
            label="Invoiced this month"
            value={<Invoiced sums={revenue.invoiced} currency={currency} />}
            detail="Without taxes"
          />
          <Figure
            label="Customers"
            value={formatCount(revenue.subscribers, currency)}
            detail="With a live subscription"
          />
        </Figures>
        {calls.month === 0 ? (
          <FirstSteps slug={slug} />
        ) : (
          <Panel title="Calls by day and endpoint" description={`The last ${DAYS} days, ${timezone}`}>
            <StackedBars
              label="Calls by day and endpoint"
              series={series}
              points={points}
              currency={currency}
            />
          </Panel>
        )}
        {top.length > 0 && (
          <section>
            <h2 className="mb-3 font-semibold">Top customers</h2>
            <UsageTable label="Top customers" nameHeading="Customer" rows={top} currency={currency} />
          </section>
        )}
      </div>
    </>
  );
}

function Invoiced({ sums, currency }: { sums: RevenueSoFar['invoiced']; currency: string }) {
  if (sums.length === 0) return <Money amountMinor={0} currency={currency} />;
  return sums.map((sum) => (
    <div key={sum.currency}>
      <Money amountMinor={sum.amountMinor} currency={sum.currency} />
    </div>
  ));
}

function FirstSteps({ slug }: { slug: string }) {
  return (
    <EmptyState
      icon={Rocket}
      title="No calls yet"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <LinkButton href="/dashboard/plans/new">Make a plan</LinkButton>
          <LinkButton href={`/p/${slug}`} look="secondary">
            See your pricing page
          </LinkButton>
          <LinkButton href="/dashboard/developers" look="secondary">
            Integrate
          </LinkButton>
        </div>
      }
    >
      Make a plan, put one request in front of your endpoint, and let the first customer sign up.
    </EmptyState>
  );
}
