import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { DateTime } from '@/components/date-time';
import { StatusBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { SearchForm } from '@/components/ui/search-form';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listCustomers } from '@/lib/tenants';

export const metadata: Metadata = { title: 'Customers' };

const query = z.object({ search: textParameter, cursor: textParameter });
const PER_PAGE = 50;

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { search, cursor } = await readQuery(searchParams, query);
  const { data: customers, nextCursor } = await listCustomers(ctx, { search, cursor, limit: PER_PAGE });
  const { timezone, slug } = ctx.provider;
  return (
    <>
      <PageHeader
        title="Customers"
        actions={<SearchForm action="/dashboard/customers" label="Name, e-mail or id" value={search} />}
      />
      {customers.length === 0 ? (
        <EmptyState icon={Users} title={search ? 'Nobody found' : 'No customers yet'}>
          {search ? (
            <>No name, e-mail address or id contains “{search}”.</>
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
        <Table label="Customers">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell className="max-md:hidden">E-mail</HeadCell>
              <HeadCell className="max-md:hidden">Your id</HeadCell>
              <HeadCell>Status</HeadCell>
              <HeadCell className="max-md:hidden">Since</HeadCell>
            </tr>
          </thead>
          <tbody>
            {customers.map((customer) => (
              <Row key={customer.id}>
                <Cell>
                  <Link
                    href={`/dashboard/customers/${customer.id}`}
                    className="font-medium underline-offset-4 hover:underline"
                  >
                    {customer.name}
                  </Link>
                  <div className="text-[0.867rem] wrap-anywhere text-muted md:hidden">{customer.email}</div>
                </Cell>
                <Cell className="max-md:hidden">{customer.email}</Cell>
                <Cell className="font-mono text-[0.867rem] max-md:hidden">{customer.externalId ?? '–'}</Cell>
                <Cell>
                  <StatusBadge status={customer.status} />
                </Cell>
                <Cell className="max-md:hidden">
                  <DateTime at={customer.createdAt} timezone={timezone} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <NextPage path="/dashboard/customers" cursor={nextCursor} query={{ search }} />
    </>
  );
}
