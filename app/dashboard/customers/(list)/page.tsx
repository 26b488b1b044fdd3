import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { DateTime } from '@/components/date-time';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SelectField, TextField } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { requireMember } from '@/lib/auth/request';
import { formatCount } from '@/lib/core/format';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listPlans } from '@/lib/plans';
import { CUSTOMER_SORTS, CUSTOMER_STATES, type FoundCustomer, searchCustomers } from '@/lib/revenue';

export const metadata: Metadata = { title: 'Customers' };

const query = z.object({
  search: textParameter,
  state: z.enum(CUSTOMER_STATES).optional().catch(undefined),
  plan: textParameter,
  sort: z.enum(CUSTOMER_SORTS).catch('newest'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
type Query = z.output<typeof query>;
const PATH = '/dashboard/customers';

const STATES: Record<(typeof CUSTOMER_STATES)[number], string> = {
  active: 'On a plan',
  trialing: 'In trial',
  past_due: 'Past due',
  none: 'Without a plan',
  suspended: 'Suspended',
};
const SORTS: Record<(typeof CUSTOMER_SORTS)[number], string> = {
  newest: 'Newest first',
  name: 'By name',
  calls: 'Most calls first',
  plan: 'By plan',
};

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const asked = await readQuery(searchParams, query);
  const [{ data: customers, nextPage }, plans] = await Promise.all([
    searchCustomers(ctx, asked),
    listPlans(ctx, { limit: 100 }),
  ]);
  const { timezone, slug, currency } = ctx.provider;
  const isNarrowed = asked.search !== undefined || asked.state !== undefined || asked.plan !== undefined;
  const next = Object.entries({ ...asked, page: nextPage }).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)] as [string, string]],
  );
  return (
    <>
      <PageHeader title="Customers" />
      <Search asked={asked} plans={plans.data.map((plan) => ({ value: plan.slug, label: plan.name }))} />
      {customers.length === 0 ? (
        <EmptyState icon={Users} title={isNarrowed ? 'Nobody found' : 'No customers yet'}>
          {isNarrowed ? (
            'No customer is like that.'
          ) : (
            <>
              They sign up on{' '}
              <Link href={`/p/${slug}`} className="underline underline-offset-4">
                your pricing page
              </Link>
              , or come by API.
            </>
          )}
        </EmptyState>
      ) : (
        <CustomersTable customers={customers} timezone={timezone} currency={currency} />
      )}
      {nextPage !== null && (
        <div className="mt-4 flex justify-end">
          <LinkButton href={`${PATH}?${new URLSearchParams(next)}`} look="secondary" size="small">
            Next page
          </LinkButton>
        </div>
      )}
    </>
  );
}

function Search({ asked, plans }: { asked: Query; plans: { value: string; label: string }[] }) {
  const options = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }));
  return (
    <search>
      <form
        action={PATH}
        className="mb-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_10rem_12rem_11rem_auto] lg:items-end"
      >
        <TextField name="search" label="Name, e-mail or id" type="search" defaultValue={asked.search} />
        <SelectField
          name="state"
          label="State"
          defaultValue={asked.state ?? ''}
          required
          options={[{ value: '', label: 'All' }, ...options(STATES)]}
        />
        <SelectField
          name="plan"
          label="Plan"
          defaultValue={asked.plan ?? ''}
          required
          options={[{ value: '', label: 'All' }, ...plans]}
        />
        <SelectField name="sort" label="Sort" defaultValue={asked.sort} required options={options(SORTS)} />
        <Button type="submit" look="secondary">
          Search
        </Button>
      </form>
    </search>
  );
}

interface TableProps {
  customers: FoundCustomer[];
  timezone: string;
  currency: string;
}

function CustomersTable({ customers, timezone, currency }: TableProps) {
  return (
    <Table label="Customers">
      <thead>
        <tr>
          <HeadCell>Name</HeadCell>
          <HeadCell className="max-md:hidden">Plan</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell isNumber>Calls, 30 days</HeadCell>
          <HeadCell className="max-lg:hidden">Your id</HeadCell>
          <HeadCell className="max-md:hidden">Since</HeadCell>
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => (
          <Row key={customer.id}>
            <Cell>
              <Link
                href={`${PATH}/${customer.id}`}
                prefetch={false}
                className="font-medium underline-offset-4 hover:underline"
              >
                {customer.name}
              </Link>
              <div className="text-[0.867rem] wrap-anywhere text-muted">{customer.email}</div>
            </Cell>
            <Cell className="max-md:hidden">{customer.plan ?? <span className="text-faint">None</span>}</Cell>
            <Cell>
              <StatusBadge
                status={
                  customer.status === 'active'
                    ? (customer.subscriptionStatus ?? customer.status)
                    : customer.status
                }
              />
            </Cell>
            <Cell isNumber>{formatCount(customer.calls, currency)}</Cell>
            <Cell className="font-mono text-[0.867rem] max-lg:hidden">{customer.externalId ?? '–'}</Cell>
            <Cell className="max-md:hidden">
              <DateTime at={customer.createdAt} timezone={timezone} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
