import { CreditCard } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { ActionButton } from '@/components/payments/action-button';
import { DunningForm } from '@/components/payments/dunning-form';
import { PaymentsTable } from '@/components/payments/payments-table';
import { WITHOUT_CARD } from '@/components/payments/without-card';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import {
  type Dispute,
  getPaymentSettings,
  listDisputes,
  listPayments,
  listStripeEvents,
  type StripeEventView,
} from '@/lib/payments';
import { connectStripeAction, dunningAction, replayEventAction } from './actions';

export const metadata: Metadata = { title: 'Payments' };

const query = z.object({ cursor: textParameter });
const SHOWN = 20;

const MODES = {
  none: 'Not set up',
  simulated: 'Simulated, no money moves',
  test: 'Stripe’s test mode',
  live: 'Live',
} as const;

export default async function PaymentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, role } = await requireMember();
  const { cursor } = await readQuery(searchParams, query);
  const [{ stripe, dunning }, payments, disputes, dead] = await Promise.all([
    getPaymentSettings(ctx),
    listPayments(ctx, { limit: SHOWN, cursor }),
    listDisputes(ctx, { limit: SHOWN }),
    listStripeEvents(ctx, { limit: SHOWN, status: 'dead' }),
  ]);
  const mayChange = hasRole(role, 'admin');
  const { timezone } = ctx.provider;
  return (
    <>
      <PageHeader title="Payments" description="Money that came in, and what keeps it from coming." />
      <div className="grid grid-cols-1 gap-6">
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <Panel title="Stripe" actions={<Badge>{MODES[stripe.mode]}</Badge>}>
            <Facts
              items={[
                { label: 'Account', value: stripe.account ?? 'The installation’s own' },
                ...(stripe.account
                  ? [{ label: 'May charge', value: stripe.chargesEnabled ? 'Yes' : 'Not yet' }]
                  : []),
              ]}
            />
            {mayChange && ctx.provider.mode === 'live' && stripe.mode !== 'none' && (
              <div className="mt-4">
                <ActionButton action={connectStripeAction} fields={{}} look="secondary">
                  {stripe.account ? 'Go on at Stripe' : 'Connect your Stripe account'}
                </ActionButton>
              </div>
            )}
          </Panel>
          <Panel title="When a payment fails">
            {mayChange ? (
              <DunningForm action={dunningAction} {...dunning} />
            ) : (
              <Facts
                items={[
                  { label: 'Days before each try', value: dunning.waitDays.join(', ') },
                  { label: 'Calls are refused after', value: dunning.graceDays ?? 'Never' },
                  {
                    label: 'Customers who never gave a card',
                    value: WITHOUT_CARD.find(({ value }) => value === dunning.withoutCard)?.label,
                  },
                ]}
              />
            )}
          </Panel>
        </div>
        {payments.data.length === 0 ? (
          <EmptyState icon={CreditCard} title="No payments yet">
            Invoices are charged when they become final, once the customer has a card.
          </EmptyState>
        ) : (
          <PaymentsTable payments={payments.data} timezone={timezone} />
        )}
        <NextPage path="/dashboard/payments" cursor={payments.nextCursor} />
        {disputes.data.length > 0 && <Disputes disputes={disputes.data} timezone={timezone} />}
        {dead.data.length > 0 && <DeadLetters events={dead.data} timezone={timezone} mayReplay={mayChange} />}
      </div>
    </>
  );
}

function Disputes({ disputes, timezone }: { disputes: Dispute[]; timezone: string }) {
  return (
    <section>
      <h2 className="mb-3 font-semibold">Disputes</h2>
      <Table label="Disputes">
        <thead>
          <tr>
            <HeadCell>Opened</HeadCell>
            <HeadCell>Reason</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell isNumber>Amount</HeadCell>
          </tr>
        </thead>
        <tbody>
          {disputes.map((dispute) => (
            <Row key={dispute.id}>
              <Cell>
                <DateTime at={dispute.openedAt} timezone={timezone} />
              </Cell>
              <Cell>{dispute.reason.replaceAll('_', ' ')}</Cell>
              <Cell>
                <StatusBadge status={dispute.status} />
              </Cell>
              <Cell isNumber>
                <Money amountMinor={dispute.amount} currency={dispute.currency} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

interface DeadLettersProps {
  events: StripeEventView[];
  timezone: string;
  mayReplay: boolean;
}

function DeadLetters({ events, timezone, mayReplay }: DeadLettersProps) {
  return (
    <section>
      <h2 className="mb-3 font-semibold">Events of Stripe’s that could not be handled</h2>
      <Table label="Dead letters">
        <thead>
          <tr>
            <HeadCell>Received</HeadCell>
            <HeadCell>Event</HeadCell>
            <HeadCell>Why</HeadCell>
            <HeadCell />
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Row key={event.id}>
              <Cell className="whitespace-nowrap">
                <DateTime at={event.receivedAt} timezone={timezone} format="instant" />
              </Cell>
              <Cell className="font-mono text-[0.867rem]">{event.type}</Cell>
              <Cell className="text-muted">{event.error}</Cell>
              <Cell>
                {mayReplay && (
                  <ActionButton
                    action={replayEventAction}
                    fields={{ event: event.id }}
                    look="secondary"
                    size="small"
                  >
                    Replay
                  </ActionButton>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
