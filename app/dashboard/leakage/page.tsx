import { CircleCheck, Droplets, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { ActionButton } from '@/components/payments/action-button';
import { Figure, Figures, Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { formatCount } from '@/lib/core/format';
import { getProof, LEAKS, type Leak, type LeakKind, type Reconciliation } from '@/lib/revenue';
import { checkProofAction } from './actions';

export const metadata: Metadata = { title: 'Leakage and proof' };

const TITLES: Record<LeakKind, string> = {
  no_subscription: 'Calls without a plan',
  denied_quota_exceeded: 'Refused at the quota',
  denied_spend_limit_reached: 'Refused at the customer’s budget',
  denied_credits_exhausted: 'Refused without credits',
  denied_no_subscription: 'Refused without a plan',
  overdue: 'Overdue, but served',
  late: 'Came after the invoice',
  unsettled: 'Never settled',
  free_rider: 'Above the size of the free plan',
  unknown_caller: 'Of nobody we know',
  duplicate: 'Repeats kept out',
};

export default async function LeakagePage() {
  const { ctx, role } = await requireMember();
  const { proof, names } = await getProof(ctx);
  const mayCheck = hasRole(role, 'admin');
  const { currency, timezone } = ctx.provider;
  const kinds = (Object.keys(TITLES) as LeakKind[])
    .map((kind) => ({ kind, leaks: proof.leakage.filter((leak) => leak.kind === kind) }))
    .filter(({ leaks }) => leaks.length > 0);
  return (
    <>
      <PageHeader
        title="Leakage and proof"
        description="What gets past your invoices, over the last ninety days, and the proof that nothing else does."
        actions={
          mayCheck && (
            <ActionButton action={checkProofAction} fields={{}} look="secondary">
              Check now
            </ActionButton>
          )
        }
      />
      <div className="grid grid-cols-1 gap-8">
        <Proof proof={proof} currency={currency} timezone={timezone} />
        {kinds.length === 0 ? (
          <EmptyState icon={Droplets} title="Nothing leaks">
            No call without a plan, none refused at a limit, nothing overdue, late or unsettled.
          </EmptyState>
        ) : (
          kinds.map(({ kind, leaks }) => (
            <section key={kind}>
              <h2 className="font-semibold">{TITLES[kind]}</h2>
              <p className="mb-3 text-[0.933rem] text-muted">{LEAKS[kind]}</p>
              <LeakTable title={TITLES[kind]} leaks={leaks} names={names} />
            </section>
          ))
        )}
      </div>
    </>
  );
}

function Proof({ proof, currency, timezone }: { proof: Reconciliation; currency: string; timezone: string }) {
  const { events, rollups, billed, unbilled, differences, checkedAt } = proof;
  const count = (value: number) => formatCount(value, currency);
  const isProven = differences.length === 0;
  const Icon = isProven ? CircleCheck : TriangleAlert;
  return (
    <Panel
      title="Proof"
      description={
        <>
          Last checked <DateTime at={checkedAt} timezone={timezone} format="instant" />; every night, and when
          you ask
        </>
      }
    >
      <p className="mb-4 flex items-center gap-2" data-testid="proof">
        <Icon aria-hidden className={isProven ? 'size-4 text-success' : 'size-4 text-danger'} />
        <span className="tabular-nums">
          {count(events)} events = {count(rollups)} in the rollups = {count(billed)} billed +{' '}
          {count(unbilled)} unbilled
        </span>
      </p>
      <Figures>
        <Figure label="Events" value={count(events)} />
        <Figure label="Rollups" value={count(rollups)} />
        <Figure label="Billed" value={count(billed)} detail="On final invoices" />
        <Figure
          label="Unbilled"
          value={count(unbilled)}
          detail="Running periods, no plan, not charged, or late"
        />
      </Figures>
      {!isProven && (
        <ul className="mt-4 grid gap-1 text-danger">
          {differences.map(({ kind, customer, meter, month, expected, found }) => (
            <li key={`${kind} ${customer} ${meter} ${month}`}>
              {[kind, customer, meter, month].filter(Boolean).join(' ')}: {expected} expected, {found} found
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function LeakTable({ title, leaks, names }: { title: string; leaks: Leak[]; names: Record<string, string> }) {
  return (
    <Table label={title}>
      <thead>
        <tr>
          <HeadCell>Customer</HeadCell>
          <HeadCell isNumber>Units</HeadCell>
          <HeadCell isNumber>Worth</HeadCell>
          <HeadCell>
            <span className="sr-only">Where they are</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {leaks.map(({ customer, quantity, amount, currency }) => (
          <Row key={`${customer} ${quantity}`}>
            <Cell>
              {customer === '' ? (
                <span className="text-muted">Unknown</span>
              ) : (
                <Link
                  href={`/dashboard/customers/${customer}`}
                  className="font-medium underline-offset-4 hover:underline"
                >
                  {names[customer] ?? customer}
                </Link>
              )}
            </Cell>
            <Cell isNumber>{formatCount(quantity, currency)}</Cell>
            <Cell isNumber>
              {amount === null ? (
                <span className="text-faint">–</span>
              ) : (
                <Money amountMinor={amount} currency={currency} />
              )}
            </Cell>
            <Cell className="text-right">
              {customer !== '' && (
                <Link
                  href={`/dashboard/usage?days=90&customer=${customer}`}
                  className="text-[0.867rem] text-muted underline underline-offset-4 hover:text-foreground"
                >
                  Calls
                </Link>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
