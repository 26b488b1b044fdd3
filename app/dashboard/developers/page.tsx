import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { DeveloperLinks } from '@/components/dashboard/developer-links';
import { DateTime } from '@/components/date-time';
import { integrationSample } from '@/components/marketing/integration-sample';
import { CreateKey } from '@/components/portal/create-key';
import { keyLabel } from '@/components/portal/keys-table';
import { StatusBadge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { env } from '@/lib/env';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listSecretKeys, type SecretKeyView } from '@/lib/tenants';
import { createSecretKeyAction, revokeSecretKeyAction } from '../actions';

export const metadata: Metadata = { title: 'Developers' };

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;

export default async function DevelopersPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, role } = await requireMember();
  const { cursor } = await readQuery(searchParams, query);
  const { data: keys, nextCursor } = await listSecretKeys(ctx, { cursor, limit: PER_PAGE });
  const mayChange = hasRole(role, 'admin');
  const { mode, timezone } = ctx.provider;
  const sampleKey = mode === 'test' ? 'tg_test_…' : 'tg_live_…';
  return (
    <>
      <PageHeader
        title="Developers"
        description="Secret keys are for your own servers; customers' keys are under each customer."
        actions={
          <>
            <DeveloperLinks current="keys" />
            {mayChange && <CreateKey action={createSecretKeyAction} scope={{}} noun="secret key" />}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-8">
        {keys.length === 0 ? (
          <EmptyState icon={KeyRound} title="No secret keys" />
        ) : (
          <SecretKeysTable keys={keys} timezone={timezone} mayChange={mayChange} now={ctx.clock.now()} />
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
          <CodeBlock label="In front of your endpoint" code={integrationSample(env().appUrl, sampleKey)} />
          <CodeBlock
            label="Or try it from the shell"
            code={`curl ${env().appUrl}/api/v1/verify \\\n  -H "Authorization: Bearer ${sampleKey}" \\\n  -H "Content-Type: application/json" \\\n  -d '{"key": "${ctx.provider.keyPrefix}_${mode}_…", "endpoint": "/v1/forecast"}'`}
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
          <HeadCell>Created</HeadCell>
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
            </Cell>
            <Cell>
              <DateTime at={key.createdAt} timezone={timezone} />
            </Cell>
            {mayChange && (
              <Cell className="py-1 text-right">
                {secretKeyStatus(key, now) === 'active' && (
                  <ConfirmAction
                    action={revokeSecretKeyAction}
                    fields={{ key: key.id }}
                    label={`Revoke ${keyLabel(key)}`}
                    title={`Revoke ${keyLabel(key)}?`}
                    description="Requests of your servers with this secret are refused at once. This cannot be undone."
                    confirmLabel="Revoke secret key"
                    doneMessage={`${keyLabel(key)} is revoked.`}
                  >
                    Revoke
                  </ConfirmAction>
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
