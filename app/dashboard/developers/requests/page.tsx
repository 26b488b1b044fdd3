import { ListTree } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { SectionLinks } from '@/components/dashboard/section-links';
import { DateTime } from '@/components/date-time';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterLinks } from '@/components/ui/filter-links';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { SearchForm } from '@/components/ui/search-form';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { listRequests } from '@/lib/audit';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';

export const metadata: Metadata = { title: 'Requests' };

const OUTCOMES = ['ok', 'failed'] as const;
const query = z.object({
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  search: textParameter,
  cursor: textParameter,
});
const PER_PAGE = 50;
const PATH = '/dashboard/developers/requests';

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { outcome, search, cursor } = await readQuery(searchParams, query);
  const { data, nextCursor } = await listRequests(ctx, { outcome, id: search, cursor, limit: PER_PAGE });
  return (
    <>
      <PageHeader
        title="Requests"
        description="What your own programs asked of the API in the last seven days. Of verify, settle and events only what failed is here: what they counted is in the usage."
        actions={<SectionLinks of="Developers" current="requests" />}
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchForm action={PATH} label="X-Request-Id" value={search} />
        <FilterLinks label="Outcome" path={PATH} name="outcome" values={OUTCOMES} current={outcome} />
      </div>
      {data.length === 0 ? (
        <EmptyState icon={ListTree} title="No requests">
          Each answer carries its id in the header X-Request-Id; search for one here.
        </EmptyState>
      ) : (
        <Table label="Requests">
          <thead>
            <tr>
              <HeadCell>When</HeadCell>
              <HeadCell>Request</HeadCell>
              <HeadCell>Answer</HeadCell>
              <HeadCell isNumber>Took</HeadCell>
              <HeadCell className="max-md:hidden">Id</HeadCell>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <Row key={one.id}>
                <Cell className="whitespace-nowrap">
                  <DateTime at={one.at} timezone={ctx.provider.timezone} format="instant" />
                </Cell>
                <Cell className="font-mono text-[0.867rem] wrap-anywhere">
                  {one.method} {one.path}
                </Cell>
                <Cell className="whitespace-nowrap">
                  <Badge tone={one.status < 400 ? 'success' : one.status < 500 ? 'warning' : 'danger'}>
                    {one.status}
                  </Badge>{' '}
                  {one.code && <code className="font-mono text-[0.867rem] text-muted">{one.code}</code>}
                </Cell>
                <Cell isNumber>{one.durationMs} ms</Cell>
                <Cell className="font-mono text-[0.8rem] text-muted max-md:hidden">{one.id}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <NextPage path={PATH} cursor={nextCursor} query={{ outcome, search }} />
    </>
  );
}
