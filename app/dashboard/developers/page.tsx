import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { SectionLinks } from '@/components/dashboard/section-links';
import { IntegrationSnippets } from '@/components/dashboard/snippets/integration-snippets';
import { DateTime } from '@/components/date-time';
import { CreateKey } from '@/components/portal/create-key';
import { KeyActions } from '@/components/portal/key-actions';
import { keyLabel } from '@/components/portal/keys-table';
import { StatusBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { systemClock } from '@/lib/core/clock';
import { env } from '@/lib/env';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listSecretKeys, type SecretKeyView } from '@/lib/tenants';
import { createSecretKeyAction, revokeSecretKeyAction, rotateSecretKeyAction } from './actions';

export const metadata: Metadata = { title: 'Developers' };

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;

export default async function DevelopersPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, role } = await requireMember();
  const { cursor } = await readQuery(searchParams, query);
  const { data: keys, nextCursor } = await listSecretKeys(ctx, { cursor, limit: PER_PAGE });
  const mayChange = hasRole(role, 'admin');
  const { mode, timezone } = ctx.provider;
  const newest = keys.find((key) => secretKeyStatus(key, systemClock.now()) === 'active');
  const secretStart = `${newest?.prefix ?? `tg_${mode}_`}…`;
  return (
    <>
      <PageHeader
        title="Developers"
        description="Secret keys are for your own servers; customers' keys are under each customer."
        actions={
          <>
            <SectionLinks of="Developers" current="keys" />
            {mayChange && <CreateKey action={createSecretKeyAction} scope={{}} noun="secret key" />}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-8">
        {keys.length === 0 ? (
          <EmptyState icon={KeyRound} title="No secret keys" />
        ) : (
          <SecretKeysTable keys={keys} timezone={timezone} mayChange={mayChange} now={systemClock.now()} />
        )}
        <NextPage path="/dashboard/developers" cursor={nextCursor} />
        <section className="grid max-w-3xl grid-cols-1 gap-3">
          <h2 className="font-semibold">Integrate</h2>
          <p className="text-muted">
            Ask before you answer: one request decides whether the call may go ahead, and counts it. The{' '}
            <Link href="/docs" className="text-accent underline underline-offset-2">
              quickstart
            </Link>{' '}
            leads there in five minutes; the{' '}
            <Link href="/docs/api" className="text-accent underline underline-offset-2">
              API reference
            </Link>{' '}
            has the rest.
          </p>
          <IntegrationSnippets
            origin={env().appUrl}
            secretKey={secretStart}
            keyStart={`${ctx.provider.keyPrefix}_${mode}_`}
          />
        </section>
      </div>
    </>
  );
}

interface TableProps {
  keys: SecretKeyView[];
  timezone: string;
  mayChange: boolean;
  now: Date;
}

function SecretKeysTable({ keys, timezone, mayChange, now }: TableProps) {
  return (
    <Table label="Secret keys">
      <thead>
        <tr>
          <HeadCell>Name</HeadCell>
          <HeadCell>Key</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell>Last used</HeadCell>
          <HeadCell className="max-md:hidden">Created</HeadCell>
          {mayChange && (
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          )}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id}>
            <Cell className="font-medium">{key.name || <span className="text-faint">Unnamed</span>}</Cell>
            <Cell className="font-mono text-[0.867rem] whitespace-nowrap">
              {key.prefix}…{key.last4}
            </Cell>
            <Cell>
              <StatusBadge status={secretKeyStatus(key, now)} />
              {key.expiresAt && !key.revokedAt && (
                <div className="mt-1 text-[0.867rem] text-muted">
                  until <DateTime at={key.expiresAt} timezone={timezone} format="instant" />
                </div>
              )}
            </Cell>
            <Cell className="whitespace-nowrap">
              {key.lastUsedAt ? (
                <DateTime at={key.lastUsedAt} timezone={timezone} format="instant" />
              ) : (
                <span className="text-faint">Never</span>
              )}
            </Cell>
            <Cell className="max-md:hidden">
              <DateTime at={key.createdAt} timezone={timezone} />
            </Cell>
            {mayChange && (
              <Cell className="py-1 text-right">
                {secretKeyStatus(key, now) === 'active' && (
                  <KeyActions
                    rotateAction={rotateSecretKeyAction}
                    revokeAction={revokeSecretKeyAction}
                    scope={{}}
                    keyId={key.id}
                    keyName={keyLabel(key)}
                  />
                )}
              </Cell>
            )}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function secretKeyStatus({ revokedAt, expiresAt }: SecretKeyView, now: Date): string {
  if (revokedAt) return 'revoked';
  return expiresAt && new Date(expiresAt) <= now ? 'expired' : 'active';
}
