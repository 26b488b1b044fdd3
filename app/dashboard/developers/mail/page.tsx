import { Mail } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { SectionLinks } from '@/components/dashboard/section-links';
import { DateTime } from '@/components/date-time';
import { StatusBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { requireMember } from '@/lib/auth/request';
import { env } from '@/lib/env';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listMails } from '@/lib/notify';

export const metadata: Metadata = { title: 'Mail' };

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;
const PATH = '/dashboard/developers/mail';

export default async function MailPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireMember();
  const { cursor } = await readQuery(searchParams, query);
  const { data: mails, nextCursor } = await listMails(ctx, { cursor, limit: PER_PAGE });
  const staysHere = ctx.provider.mode === 'test' || env().smtpUrl === undefined;
  return (
    <>
      <PageHeader
        title="Mail"
        description="What was written in your name."
        actions={<SectionLinks of="Developers" current="mail" />}
      />
      <div className="grid grid-cols-1 gap-4">
        {staysHere && (
          <Notice tone="info">
            {ctx.provider.mode === 'test'
              ? 'Mails of a sandbox are not sent to anybody; this is where they end.'
              : 'No mail server is set up (SMTP_URL), so mails are not sent; this is where they end.'}
          </Notice>
        )}
        {mails.length === 0 ? (
          <EmptyState icon={Mail} title="No mails yet">
            Customers are written to about their keys, quotas, invoices and payments.
          </EmptyState>
        ) : (
          <Table label="Mails">
            <thead>
              <tr>
                <HeadCell>Subject</HeadCell>
                <HeadCell>To</HeadCell>
                <HeadCell>Status</HeadCell>
                <HeadCell>Written</HeadCell>
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <Row key={mail.id}>
                  <Cell>
                    <Link href={`${PATH}/${mail.id}`} className="font-medium underline underline-offset-4">
                      {mail.subject ?? mail.template}
                    </Link>
                  </Cell>
                  <Cell className="wrap-anywhere">{mail.to}</Cell>
                  <Cell>
                    <StatusBadge status={mail.status} />
                    {mail.error && <div className="mt-1 text-[0.867rem] text-muted">{mail.error}</div>}
                  </Cell>
                  <Cell>
                    <DateTime at={mail.createdAt} timezone={ctx.provider.timezone} format="instant" />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
        <NextPage path={PATH} cursor={nextCursor} />
      </div>
    </>
  );
}
