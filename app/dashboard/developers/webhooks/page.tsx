import { Webhook } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { SectionLinks } from '@/components/dashboard/section-links';
import { CreateEndpoint, RotateSecret } from '@/components/dashboard/webhook-forms';
import { StatusBadge } from '@/components/ui/badge';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listWebhookEndpoints, type WebhookEndpoint } from '@/lib/notify';
import { WEBHOOK_EVENT_TYPES } from '@/lib/outbox';
import {
  createEndpointAction,
  deleteEndpointAction,
  rotateSecretAction,
  setEndpointStatusAction,
} from './actions';

export const metadata: Metadata = { title: 'Webhooks' };

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;
const PATH = '/dashboard/developers/webhooks';

export default async function WebhooksPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, role } = await requireMember();
  const { cursor } = await readQuery(searchParams, query);
  const { data: endpoints, nextCursor } = await listWebhookEndpoints(ctx, { cursor, limit: PER_PAGE });
  const mayChange = hasRole(role, 'admin');
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Your own systems are told as things happen."
        actions={
          <>
            <SectionLinks of="Developers" current="webhooks" />
            {mayChange && <CreateEndpoint action={createEndpointAction} eventTypes={WEBHOOK_EVENT_TYPES} />}
          </>
        }
      />
      {endpoints.length === 0 ? (
        <EmptyState icon={Webhook} title="No webhook endpoints">
          An endpoint is a URL of yours. Every event is sent there, signed by the Standard Webhooks rules, and
          retried for three days until it is accepted.
        </EmptyState>
      ) : (
        <Table label="Webhook endpoints">
          <thead>
            <tr>
              <HeadCell>URL</HeadCell>
              <HeadCell>Events</HeadCell>
              <HeadCell>Status</HeadCell>
              <HeadCell>
                <span className="sr-only">Actions</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {endpoints.map((endpoint) => (
              <EndpointRow key={endpoint.id} endpoint={endpoint} mayChange={mayChange} />
            ))}
          </tbody>
        </Table>
      )}
      <NextPage path={PATH} cursor={nextCursor} />
    </>
  );
}

function EndpointRow({ endpoint, mayChange }: { endpoint: WebhookEndpoint; mayChange: boolean }) {
  const { id, url, description, events, status, disabledReason, failingSince } = endpoint;
  return (
    <Row>
      <Cell className="max-w-md wrap-anywhere">
        <div className="font-mono text-[0.867rem]">{url}</div>
        {description && <div className="text-[0.867rem] text-muted">{description}</div>}
      </Cell>
      <Cell className="text-[0.867rem]">
        {events.includes('*') ? 'All' : events.length > 3 ? `${events.length} kinds` : events.join(', ')}
      </Cell>
      <Cell>
        <StatusBadge status={status === 'enabled' && failingSince ? 'failing' : status} />
        {disabledReason && <div className="mt-1 text-[0.867rem] text-muted">{disabledReason}</div>}
      </Cell>
      <Cell className="py-1 text-right whitespace-nowrap">
        <Link
          href={`${PATH}/deliveries?endpoint=${id}`}
          className="rounded-sm px-2 text-[0.867rem] underline underline-offset-4"
        >
          Deliveries
        </Link>
        {mayChange && <EndpointActions id={id} url={url} status={status} />}
      </Cell>
    </Row>
  );
}

function EndpointActions({ id, url, status }: Pick<WebhookEndpoint, 'id' | 'url' | 'status'>) {
  const isEnabled = status === 'enabled';
  return (
    <>
      <ConfirmAction
        action={setEndpointStatusAction}
        fields={{ endpoint: id, status: isEnabled ? 'disabled' : 'enabled' }}
        label={`${isEnabled ? 'Disable' : 'Enable'} ${url}`}
        title={isEnabled ? 'Disable this endpoint?' : 'Enable this endpoint?'}
        description={
          isEnabled
            ? 'Nothing is sent to it any more; what happens meanwhile is not kept for it.'
            : 'It is told of everything that happens from now on.'
        }
        confirmLabel={isEnabled ? 'Disable' : 'Enable'}
        isDestructive={isEnabled}
        doneMessage={isEnabled ? 'The endpoint is disabled.' : 'The endpoint is enabled.'}
      >
        {isEnabled ? 'Disable' : 'Enable'}
      </ConfirmAction>
      <RotateSecret action={rotateSecretAction} endpoint={id} url={url} />
      <ConfirmAction
        action={deleteEndpointAction}
        fields={{ endpoint: id }}
        label={`Delete ${url}`}
        title="Delete this endpoint?"
        description="Its secret is gone for good. What was delivered stays in the log."
        confirmLabel="Delete endpoint"
        doneMessage="The endpoint is deleted."
      >
        Delete
      </ConfirmAction>
    </>
  );
}
