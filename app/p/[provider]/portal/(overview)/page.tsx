import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { loadForecast, loadMoney } from '@/app/_loaders/load-money';
import { loadPlan } from '@/app/_loaders/load-plan';
import { loadWindowUse } from '@/app/_loaders/load-quota';
import { loadRecentCalls, loadUsage } from '@/app/_loaders/load-usage';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { LimitNotices } from '@/components/portal/limit-notices';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { Figure, Figures } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { CallsByDay } from '@/components/usage/calls-by-day';
import { QuotaMeter } from '@/components/usage/quota-meter';
import { countDenials } from '@/lib/access';
import { requireCustomerMember } from '@/lib/auth/request';
import { formatCount } from '@/lib/core/format';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Overview' };

const DAYS = 30;

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ confirmed: textParameter });

export default async function OverviewPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer } = await requireCustomerMember(slug);
  const { confirmed } = await readQuery(searchParams, query);
  const { timezone } = ctx.provider;
  const subscribed = await loadPlan(ctx, customer.id);
  const [calls, usage, money, forecast, use] = await Promise.all([
    loadRecentCalls(ctx, customer.id),
    loadUsage(ctx, { customer: customer.id, days: DAYS }),
    loadMoney(ctx, customer.id),
    loadForecast(ctx, customer.id),
    subscribed && loadWindowUse(ctx, { customer: customer.id, subscribed }),
  ]);
  const since = use?.start ?? ctx.clock.now();
  const denials = await countDenials(ctx, { customer: customer.id, from: since });
  const currency = subscribed?.plan.currency ?? ctx.provider.currency;
  return (
    <>
      <AutoRefresh />
      <PageHeader title="Overview" description={subscribed && `On the plan ${subscribed.plan.name}`} />
      <div className="grid grid-cols-1 gap-6">
        {confirmed && <Notice tone="success">Your address is confirmed. Your plan’s limits hold now.</Notice>}
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
        <LimitNotices
          path={`/p/${slug}/portal`}
          isQuotaReached={use?.limit != null && use.used >= use.limit}
          isBudgetReached={
            customer.budget.amount !== null && (money?.usageMinor ?? 0) >= customer.budget.amount
          }
        />
        <Figures>
          <Figure
            label="Forecast"
            value={
              forecast && money ? <Money amountMinor={forecast.usageMinor} currency={money.currency} /> : '–'
            }
            detail={
              forecast && money ? (
                <>
                  Usage by the period’s end at this pace; then the next invoice is{' '}
                  <Money amountMinor={forecast.totalMinor} currency={money.currency} />
                </>
              ) : (
                'Once the period is a day old'
              )
            }
          />
          <Figure
            label="Too fast"
            testId="rate-limited"
            value={formatCount(denials.rateLimited, currency)}
            detail="Refused by the rate limit, this period"
          />
          <Figure
            label="Over quota"
            testId="over-quota"
            value={formatCount(denials.overQuota, currency)}
            detail="Refused by a quota, this period"
          />
          <Figure
            label="Over budget"
            testId="over-budget"
            value={formatCount(denials.overSpend, currency)}
            detail="Refused by a budget or an empty balance"
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
          <CallsByDay
            days={usage.days}
            byDayAndEndpoint={usage.byDayAndEndpoint}
            timezone={timezone}
            currency={currency}
            description={`The last ${DAYS} days, ${timezone}`}
          />
        )}
      </div>
    </>
  );
}
