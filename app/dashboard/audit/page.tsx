import { Download, ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { AuditTable } from '@/components/dashboard/audit-table';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TextField } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { listAudit } from '@/lib/audit';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams } from '@/lib/http/query';
import { auditQuery } from './query';

export const metadata: Metadata = { title: 'Audit log' };

const query = z.object(auditQuery);
const PER_PAGE = 50;
const PATH = '/dashboard/audit';

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { cursor, ...filters } = await readQuery(searchParams, query);
  const { data: entries, nextCursor } = await listAudit(ctx, { ...filters, cursor, limit: PER_PAGE });
  const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who changed what, when. Nothing here is ever changed or deleted."
        actions={
          <LinkButton href={`${PATH}/export?${new URLSearchParams(given)}`} look="secondary" prefetch={false}>
            <Download aria-hidden />
            CSV
          </LinkButton>
        }
      />
      <form
        action={PATH}
        className="mb-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_1fr_auto] lg:items-end"
      >
        <TextField name="actor" label="Who" defaultValue={filters.actor} />
        <TextField name="action" label="What" placeholder="invoice" defaultValue={filters.action} />
        <TextField name="from" label="From" type="date" defaultValue={filters.from} />
        <TextField name="to" label="Before" type="date" defaultValue={filters.to} />
        <Button type="submit" look="secondary">
          Search
        </Button>
      </form>
      {entries.length === 0 ? (
        <EmptyState icon={ScrollText} title="Nothing found" />
      ) : (
        <AuditTable entries={entries} timezone={ctx.provider.timezone} />
      )}
      <NextPage path={PATH} cursor={nextCursor} query={filters} />
    </>
  );
}
