import type { Metadata } from 'next';
import { loadMoney } from '@/app/_loaders/load-money';
import { Money } from '@/components/money';
import { BudgetForm } from '@/components/portal/budget-form';
import { Panel } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { fromMinor } from '@/lib/core/money';
import { allRows } from '@/lib/core/pagination';
import { type Key, listKeys } from '@/lib/keys';
import { setBudgetAction } from './actions';

export const metadata: Metadata = { title: 'Budget' };

export default async function BudgetPage({ params }: { params: Promise<{ provider: string }> }) {
  const { provider: slug } = await params;
  const { ctx, customer, role } = await requireCustomerMember(slug);
  const [money, keys] = await Promise.all([
    loadMoney(ctx, customer.id),
    allRows((page) => listKeys(ctx, { customer: customer.id, ...page })),
  ]);
  const limited = keys.filter(({ status, spendLimit }) => status === 'active' && spendLimit !== null);
  const currency = money?.currency ?? ctx.provider.currency;
  const { amount, alertsAt } = customer.budget;
  const isReached = amount !== null && money !== null && money.usageMinor >= amount;
  return (
    <>
      <PageHeader
        title="Budget"
        description="A hard stop on what one period may cost. Calls that would go past it are refused, not billed."
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Panel title="This period">
          {isReached && (
            <Notice tone="warning" className="mb-4">
              The budget is used up: calls that cost something are refused until you raise it or the period
              ends.
            </Notice>
          )}
          <Facts
            items={[
              {
                label: 'Usage so far, before taxes',
                value: money ? <Money amountMinor={money.usageMinor} currency={currency} /> : '–',
              },
              {
                label: 'Stops at',
                value: amount === null ? 'No stop' : <Money amountMinor={amount} currency={currency} />,
              },
            ]}
          />
        </Panel>
        {hasRole(role, 'admin') && (
          <Panel title="Change it" description="It takes effect with the next call.">
            <BudgetForm
              action={setBudgetAction}
              provider={slug}
              currency={currency}
              amount={amount === null ? '' : fromMinor(amount, currency)}
              alertsAt={alertsAt.join(', ')}
            />
          </Panel>
        )}
        <KeyBudgets keys={limited} currency={currency} path={`/p/${slug}/portal/keys`} />
      </div>
    </>
  );
}

interface KeyBudgetsProps {
  keys: Key[];
  currency: string;
  path: string;
}

/** What single keys may cost in a period, beside the stop on all of them. */
function KeyBudgets({ keys, currency, path }: KeyBudgetsProps) {
  return (
    <Panel
      title="Budgets of keys"
      description="A key can stop by itself, before the budget of all does."
      actions={
        <LinkButton href={path} look="quiet" size="small">
          Change on Keys
        </LinkButton>
      }
      className="lg:col-span-2"
    >
      {keys.length === 0 ? (
        <p className="text-muted">No key has a budget of its own.</p>
      ) : (
        <Facts
          items={keys.map((key) => ({
            label: `${key.name ? `${key.name}, ` : ''}${key.prefix}…${key.last4}`,
            value: <Money amountMinor={key.spendLimit ?? 0} currency={currency} />,
          }))}
        />
      )}
    </Panel>
  );
}
