'use client';

import { DateTime } from '@/components/date-time';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { TextField } from '@/components/ui/field';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Step {
  at: string;
  what: string;
  customer: string;
  subscription?: string | undefined;
  invoice?: string | undefined;
}

interface Props {
  now: string;
  /** False where it follows real time. */
  isFrozen: boolean;
  /** The local day on which it stands. */
  today: string;
  timezone: string;
  /** Null for those who may only look. */
  action: FormAction<{ now: string; frozen: boolean; did: Step[] }> | null;
}

const STEPS = [
  { days: '1', label: 'A day on' },
  { days: '7', label: 'A week on' },
  { days: '31', label: 'A month on' },
];

/** Where a sandbox's clock stands, buttons that move it, and what happened on the way. */
export function SandboxClock({ now, isFrozen, today, timezone, action }: Props) {
  return (
    <Panel
      title="Clock"
      description={isFrozen ? 'It stands until it is moved.' : 'It follows real time until it is moved.'}
    >
      <p className="text-[1.55rem] font-semibold tabular-nums" data-testid="sandbox-now">
        <DateTime at={now} timezone={timezone} format="instant" />
      </p>
      <p className="mb-4 text-[0.867rem] text-muted">{timezone}</p>
      {action && <Mover action={action} today={today} timezone={timezone} />}
    </Panel>
  );
}

function Mover({
  action,
  today,
  timezone,
}: Pick<Props, 'today' | 'timezone'> & { action: NonNullable<Props['action']> }) {
  const form = useFormAction(action);
  const did = form.state.status === 'ok' ? form.state.result?.did : undefined;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end gap-2">
        {STEPS.map(({ days, label }) => (
          <Button key={days} look="secondary" isPending={form.isPending} onClick={() => form.run({ days })}>
            {label}
          </Button>
        ))}
        <form action={form.submit} className="flex flex-wrap items-end gap-2">
          <div className="w-44">
            <TextField {...form.field('day')} label="To midnight of" type="date" min={today} required />
          </div>
          <Button type="submit" look="secondary" isPending={form.isPending}>
            Move
          </Button>
        </form>
      </div>
      <p className="text-[0.933rem] text-muted">
        Everything that falls due on the way happens, in its order: trials end, periods close, invoices become
        final and are charged. It only moves forward once there are customers.
      </p>
      {form.message()}
      {did && <Happened steps={did} timezone={timezone} />}
    </div>
  );
}

const SHOWN = 200;

function Happened({ steps, timezone }: { steps: Step[]; timezone: string }) {
  if (steps.length === 0) return <p role="status">The clock is moved; nothing fell due on the way.</p>;
  return (
    <Table label="What happened">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Customer</HeadCell>
        </tr>
      </thead>
      <tbody>
        {steps.slice(0, SHOWN).map((step) => (
          <Row key={`${step.at} ${step.what} ${step.customer} ${step.invoice}`}>
            <Cell className="whitespace-nowrap">
              <DateTime at={step.at} timezone={timezone} format="instant" />
            </Cell>
            <Cell>{step.what.replaceAll('_', ' ')}</Cell>
            <Cell>
              <a
                href={`/dashboard/customers/${step.customer}`}
                className="font-mono text-[0.867rem] underline-offset-4 hover:underline"
              >
                {step.customer}
              </a>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
