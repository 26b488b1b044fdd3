import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { loadMoney } from '@/app/_loaders/load-money';
import { loadPlan } from '@/app/_loaders/load-plan';
import { loadWindowUse } from '@/app/_loaders/load-quota';
import { loadRecentCalls, loadUsage } from '@/app/_loaders/load-usage';
import { StackedBars } from '@/components/charts/stacked-bars';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { Figure, Figures, Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { QuotaMeter } from '@/components/usage/quota-meter';
import { endpointName, usageSeries } from '@/components/usage/usage-series';
import { requireCustomerMember } from '@/lib/auth/request';
import { formatCount, formatInstant } from '@/lib/core/format';

export const metadata: Metadata = { title: 'Overview' };

const DAYS = 30;

export default async function OverviewPage({ params }: { params: Promise<{ provider: string }> }) {
  const { provider: slug } = await params;
  const { ctx, customer } = await requireCustomerMember(slug);
  const { timezone } = ctx.provider;
  const subscribed = await loadPlan(ctx, customer.id);
  const [calls, usage, money, use] = await Promise.all([
    loadRecentCalls(ctx, customer.id),
    loadUsage(ctx, { customer: customer.id, days: DAYS }),
    loadMoney(ctx, customer.id),
    subscribed && loadWindowUse(ctx, { customer: customer.id, subscribed }),
  ]);
  const currency = subscribed?.plan.currency ?? ctx.provider.currency;
  const days = usage.days.map((start) => ({ start, label: formatInstant(start, timezone, 'shortDay') }));
  const { series, points } = usageSeries(usage.byDayAndEndpoint, days, endpointName);
  return (
    <>
      <AutoRefresh />
      <PageHeader title="Overview" description={subscribed && `On the plan ${subscribed.plan.name}`} />
      <div className="grid grid-cols-1 gap-6">
        {customer.status === 'suspended' && (
          <Notice tone="danger">
            {ctx.provider.name} has suspended this account: calls are refused. Please get in touch with them.
          </Notice>
        )}
        <Figures>
          <Figure label="Calls today" testId="calls-today" value={formatCount(calls.today, currency)} />
          <Figure
            label="This period"
            value={use ? formatCount(use.used, currency) : '–'}
            detail={
              use?.limit == null ? (
                'Units that count for billing'
              ) : (
                <QuotaMeter used={use.used} limit={use.limit} currency={currency} />
              )
            }
          />
          <Figure
            label="Usage so far"
            value={money ? <Money amountMinor={money.usageMinor} currency={money.currency} /> : '–'}
            detail="This period, before taxes"
          />
          <Figure
            label="Next invoice"
            value={money ? <Money amountMinor={money.nextTotalMinor} currency={money.currency} /> : '–'}
            detail={
              money && (
                <>
                  <DateTime at={money.closesAt} timezone={timezone} />, if nothing more comes
                </>
              )
            }
          />
        </Figures>
        {calls.month === 0 ? (
          <EmptyState
            icon={KeyRound}
            title="No calls yet"
            action={
              <LinkButton href={`/p/${slug}/portal/keys`} look="secondary">
                Your keys
              </LinkButton>
            }
          >
            Make one with your key; it shows up here within a second.
          </EmptyState>
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
      </div>
    </>
  );
}
