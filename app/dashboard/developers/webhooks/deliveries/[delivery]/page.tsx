import type { Metadata } from 'next';
import { DateTime } from '@/components/date-time';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { orNotFound } from '@/lib/http/page-errors';
import { getWebhookDelivery, type WebhookDeliveryDetail } from '@/lib/notify';
import { redeliverAction } from '../../actions';

export const metadata: Metadata = { title: 'Webhook delivery' };

export default async function DeliveryPage({ params }: { params: Promise<{ delivery: string }> }) {
  const { ctx, role } = await requireMember();
  const delivery = await orNotFound(getWebhookDelivery(ctx, { id: (await params).delivery }));
  const { timezone } = ctx.provider;
  const { id, type, status, endpoint, event, nextAttemptAt, payload, log } = delivery;
  return (
    <>
      <BackLink href="/dashboard/developers/webhooks/deliveries" label="Deliveries" />
      <PageHeader
        title={type}
        description={<span className="font-mono text-[0.867rem]">{id}</span>}
        actions={
          <>
            <StatusBadge status={status} />
            {hasRole(role, 'admin') && (
              <ConfirmAction
                action={redeliverAction}
                fields={{ delivery: id }}
                look="secondary"
                size="medium"
                title="Send it again?"
                description="The same body goes out under the same webhook-id, signed anew."
                confirmLabel="Send again"
                isDestructive={false}
                doneMessage="It is on its way."
              >
                Send again
              </ConfirmAction>
            )}
          </>
        }
      />
      <div className="grid max-w-3xl grid-cols-1 gap-6">
        <Facts
          items={[
            { label: 'Endpoint', value: endpoint },
            { label: 'Event', value: event },
            ...(nextAttemptAt
              ? [
                  {
                    label: 'Next attempt',
                    value: <DateTime at={nextAttemptAt} timezone={timezone} format="instant" />,
                  },
                ]
              : []),
          ]}
        />
        <CodeBlock label="Body" code={indented(payload)} />
        {log.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} timezone={timezone} />
        ))}
      </div>
    </>
  );
}

function Attempt({ attempt, timezone }: { attempt: WebhookDeliveryDetail['log'][number]; timezone: string }) {
  const { number, at, durationMs, headers, statusCode, responseBody, error } = attempt;
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="font-semibold">
        Attempt {number}: {statusCode ?? 'no answer'}
        <span className="font-normal text-muted">
          {' '}
          · <DateTime at={at} timezone={timezone} format="instant" /> · {durationMs} ms
        </span>
      </h2>
      {error && <p className="text-danger">{error}</p>}
      {sent.length > 0 && <CodeBlock label="Request headers" code={sent.join('\n')} />}
      {responseBody && <CodeBlock label="Response" code={responseBody} />}
    </section>
  );
}

/** For reading; what was sent has no spaces. */
function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
