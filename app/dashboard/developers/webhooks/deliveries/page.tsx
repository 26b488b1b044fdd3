import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { SectionLinks } from '@/components/dashboard/section-links';
import { DateTime } from '@/components/date-time';
import { StatusBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterLinks } from '@/components/ui/filter-links';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { DELIVERY_STATUSES, listWebhookDeliveries } from '@/lib/notify';

export const metadata: Metadata = { title: 'Webhook deliveries' };

const query = z.object({
  status: z.enum(DELIVERY_STATUSES).optional().catch(undefined),
  endpoint: textParameter,
  cursor: textParameter,
});
const PER_PAGE = 50;
const PATH = '/dashboard/developers/webhooks/deliveries';

export default async function DeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { status, endpoint, cursor } = await readQuery(searchParams, query);
  const filters = { status, endpoint };
  const { data, nextCursor } = await listWebhookDeliveries(ctx, { ...filters, cursor, limit: PER_PAGE });
  return (
    <>
      <PageHeader
        title="Webhook deliveries"
        description={endpoint ? `Of the endpoint ${endpoint}.` : 'Of the last thirty days.'}
        actions={
          <>
            <SectionLinks of="Developers" current="deliveries" />
            <FilterLinks
              label="Status"
              path={PATH}
              name="status"
              values={DELIVERY_STATUSES}
              current={status}
            />
          </>
        }
      />
      {data.length === 0 ? (
        <EmptyState icon={Send} title="Nothing was sent">
          Deliveries appear here within a second of what they tell of.
        </EmptyState>
      ) : (
        <Table label="Webhook deliveries">
          <thead>
            <tr>
              <HeadCell>Event</HeadCell>
              <HeadCell>Status</HeadCell>
              <HeadCell>Attempts</HeadCell>
              <HeadCell>Last answer</HeadCell>
              <HeadCell>Created</HeadCell>
            </tr>
          </thead>
          <tbody>
            {data.map((delivery) => (
              <Row key={delivery.id}>
                <Cell>
                  <Link href={`${PATH}/${delivery.id}`} className="font-medium underline underline-offset-4">
                    {delivery.type}
                  </Link>
                </Cell>
                <Cell>
                  <StatusBadge status={delivery.status} />
                </Cell>
                <Cell>{delivery.attempts}</Cell>
                <Cell>{delivery.lastStatusCode ?? (delivery.attempts > 0 ? 'None' : '–')}</Cell>
                <Cell>
                  <DateTime at={delivery.createdAt} timezone={ctx.provider.timezone} format="instant" />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <NextPage path={PATH} cursor={nextCursor} query={filters} />
    </>
  );
}
