import type { Metadata } from 'next';
import { loadPlan } from '@/app/_loaders/load-plan';
import { loadUsage } from '@/app/_loaders/load-usage';
import { AuditTable } from '@/components/dashboard/audit-table';
import { CustomerActions } from '@/components/dashboard/customer-actions';
import { CustomerKeys } from '@/components/dashboard/customer-keys';
import { CustomerNotes } from '@/components/dashboard/customer-notes';
import { CustomerUsage } from '@/components/dashboard/customer-usage';
import { DateTime } from '@/components/date-time';
import { InvoicesTable } from '@/components/invoices/invoices-table';
import { Money } from '@/components/money';
import { PlanPanel } from '@/components/portal/plan-panel';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { listAudit } from '@/lib/audit';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { type Credits, getCredits, listInvoices } from '@/lib/billing';
import { fromMinor } from '@/lib/core/money';
import { orNotFound } from '@/lib/http/page-errors';
import { listKeys } from '@/lib/keys';
import { listPlans } from '@/lib/plans';
import { type Customer, getCustomer, listCustomerNotes } from '@/lib/tenants';
import {
  createCustomerKeyAction,
  reactivateCustomerAction,
  revokeCustomerKeyAction,
  rotateCustomerKeyAction,
  suspendCustomerAction,
} from '../../actions';
import {
  addNoteAction,
  changePlanAction,
  giveCreditsAction,
  impersonateAction,
  removeNoteAction,
  setBudgetAction,
} from '../actions';

const ACTIONS = { changePlan: changePlanAction, giveCredits: giveCreditsAction, setBudget: setBudgetAction };

export const metadata: Metadata = { title: 'Customer' };

const SHOWN_KEYS = 20;
const SHOWN_INVOICES = 10;
const SHOWN_ENTRIES = 10;
const DAYS = 30;

export default async function CustomerPage({ params }: { params: Promise<{ customer: string }> }) {
  const { ctx, role } = await requireMember();
  const customer = await orNotFound(getCustomer(ctx, { id: decodeURIComponent((await params).customer) }));
  const [subscribed, usage, keys, invoices, credits, plans, audit, notes] = await Promise.all([
    loadPlan(ctx, customer.id),
    loadUsage(ctx, { customer: customer.id, days: DAYS }),
    listKeys(ctx, { customer: customer.id, limit: SHOWN_KEYS }),
    listInvoices(ctx, { customer: customer.id, limit: SHOWN_INVOICES }),
    getCredits(ctx, { customer: customer.id }),
    listPlans(ctx, { archived: 'false', limit: 100 }),
    listAudit(ctx, { customer: customer.id, limit: SHOWN_ENTRIES }),
    listCustomerNotes(ctx, { customer: customer.id }),
  ]);
  const mayChange = hasRole(role, 'admin');
  const { timezone } = ctx.provider;
  const isLive = subscribed !== null && subscribed.subscription.status !== 'cancelled';
  const currency = subscribed?.plan.currency ?? ctx.provider.currency;
  const budget = customer.budget?.amount ?? null;
  return (
    <>
      <BackLink href="/dashboard/customers" label="Customers" />
      <PageHeader
        title={customer.name}
        description={customer.email}
        actions={
          <>
            <StatusBadge status={customer.status} />
            {mayChange && (
              <>
                <CustomerActions
                  customer={customer.id}
                  plans={plans.data
                    .filter((plan) => !isLive || plan.currency === currency)
                    .map(({ slug, name }) => ({ value: slug, label: name }))}
                  plan={isLive ? subscribed.subscription.plan : null}
                  currency={currency}
                  budget={budget === null ? '' : fromMinor(budget, currency)}
                  actions={ACTIONS}
                />
                <Impersonate customer={customer} />
                <StatusAction customer={customer} />
              </>
            )}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <CustomerFacts
            customer={customer}
            timezone={timezone}
            credits={credits}
            budget={budget}
            currency={currency}
          />
          {subscribed ? (
            <PlanPanel plan={subscribed.plan} subscription={subscribed.subscription} timezone={timezone} />
          ) : (
            <Panel title="No plan">
              <p className="text-muted">Calls are refused until this customer is on one.</p>
            </Panel>
          )}
        </div>
        <CustomerNotes
          customer={customer.id}
          notes={notes}
          timezone={timezone}
          actions={mayChange ? { add: addNoteAction, remove: removeNoteAction } : null}
        />
        <CustomerUsage usage={usage} />
        <CustomerKeys
          customer={customer.id}
          keys={keys.data}
          timezone={timezone}
          currency={ctx.provider.currency}
          actions={
            mayChange
              ? {
                  create: createCustomerKeyAction,
                  rotate: rotateCustomerKeyAction,
                  revoke: revokeCustomerKeyAction,
                }
              : null
          }
        />
        {invoices.data.length > 0 && (
          <section>
            <h2 className="mb-3 font-semibold">Invoices</h2>
            <InvoicesTable
              invoices={invoices.data}
              timezone={timezone}
              hrefOf={({ id }) => `/dashboard/invoices/${id}`}
            />
          </section>
        )}
        <section>
          <h2 className="mb-3 font-semibold">What happened</h2>
          <AuditTable entries={audit.data} timezone={timezone} />
        </section>
      </div>
    </>
  );
}

function StatusAction({ customer }: { customer: Customer }) {
  const isActive = customer.status === 'active';
  return (
    <ConfirmAction
      action={isActive ? suspendCustomerAction : reactivateCustomerAction}
      fields={{ customer: customer.id }}
      look="secondary"
      size="medium"
      title={isActive ? `Suspend ${customer.name}?` : `Reactivate ${customer.name}?`}
      description={
        isActive
          ? 'All its calls are refused from the next one on, until you reactivate it. Its keys and its data stay.'
          : 'Its keys work again from the next call on.'
      }
      confirmLabel={isActive ? 'Suspend' : 'Reactivate'}
      isDestructive={isActive}
      doneMessage={isActive ? `${customer.name} is suspended.` : `${customer.name} is active again.`}
    >
      {isActive ? 'Suspend' : 'Reactivate'}
    </ConfirmAction>
  );
}

function Impersonate({ customer }: { customer: Customer }) {
  return (
    <ConfirmAction
      action={impersonateAction}
      fields={{ customer: customer.id }}
      look="secondary"
      size="medium"
      title={`Open the portal as ${customer.name}?`}
      description="You see and may do what they can. The audit log says that it was you."
      confirmLabel="Open portal"
      isDestructive={false}
      doneMessage="The portal is open."
    >
      Open portal as them
    </ConfirmAction>
  );
}

interface FactsProps {
  customer: Customer;
  timezone: string;
  credits: Credits;
  budget: number | null;
  currency: string;
}

function CustomerFacts({ customer, timezone, credits, budget, currency }: FactsProps) {
  const place = [customer.address?.city, customer.address?.state, customer.address?.country].filter(Boolean);
  return (
    <Panel title="Details">
      <Facts
        items={[
          { label: 'Id', value: <code className="font-mono text-[0.867rem]">{customer.id}</code> },
          { label: 'Your id', value: customer.externalId ?? '–' },
          { label: 'Tax id', value: customer.taxId ?? '–' },
          { label: 'Address', value: place.length > 0 ? place.join(', ') : '–' },
          { label: 'Credits', value: <Money amountMinor={credits.balance} currency={credits.currency} /> },
          {
            label: 'Spending limit a period',
            value: budget === null ? 'None' : <Money amountMinor={budget} currency={currency} />,
          },
          { label: 'Customer since', value: <DateTime at={customer.createdAt} timezone={timezone} /> },
        ]}
      />
    </Panel>
  );
}
