import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { NextPage } from '@/components/ui/next-page';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount, formatPrice } from '@/lib/core/format';

interface ExplainedDay {
  day: string;
  endpoint: string;
  quantity: string;
  calls: number;
}

export interface ExplainedLine {
  id: string;
  kind: string;
  description: string;
  quantity: string;
  amount: number;
  parts: { description: string; quantity: string; unitPrice: string; amount: number }[];
  usage?: { quantity: string; calls: number; days: ExplainedDay[]; addsUp: boolean };
}

export interface ExplainedCalls {
  line: string;
  data: { id: string; occurredAt: string; endpoint: string; status: number; quantity: string }[];
  nextCursor: string | null;
}

interface Props {
  currency: string;
  timezone: string;
  lines: ExplainedLine[];
  /** The single calls of the line that was asked for. */
  events: ExplainedCalls | null;
  /** Of the invoice's page. */
  path: string;
}

/** Every line of usage, opened step by step: into tiers, days, endpoints and the calls themselves. */
export function LineExplanations({ currency, timezone, lines, events, path }: Props) {
  const used = lines.filter((line) => line.usage !== undefined);
  if (used.length === 0) return null;
  return (
    <section aria-labelledby="explained" className="mt-6">
      <h2 id="explained" className="font-semibold">
        How the usage adds up
      </h2>
      <p className="mt-0.5 mb-3 text-[0.933rem] text-muted">
        From the amount to the tiers, the days, the endpoints and each call. Days are those of {timezone}.
      </p>
      <div className="grid gap-3">
        {used.map((line) => (
          <Line
            key={line.id}
            line={line}
            currency={currency}
            timezone={timezone}
            events={events?.line === line.id ? events : null}
            path={path}
          />
        ))}
      </div>
    </section>
  );
}

type LineProps = Pick<Props, 'currency' | 'timezone' | 'events' | 'path'> & { line: ExplainedLine };

const summaryStyle = 'cursor-pointer rounded-md py-1.5 text-[0.933rem] font-medium';

function Line({ line, currency, timezone, events, path }: LineProps) {
  return (
    <Card className="px-4 py-2 sm:px-5">
      <details open={events !== null}>
        <summary className="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 py-1.5">
          <span className="font-medium">{line.description}</span>
          <span className="tabular-nums">
            {formatCount(line.quantity, currency)} · <Money amountMinor={line.amount} currency={currency} />
          </span>
        </summary>
        <Parts line={line} currency={currency} />
        <Days line={line} currency={currency} />
        <div className="my-3">
          {events ? (
            <Calls events={events} currency={currency} timezone={timezone} path={path} />
          ) : (
            line.kind === 'usage' && (
              <LinkButton href={`${path}?line=${line.id}`} look="secondary" size="small" prefetch={false}>
                See the single calls
              </LinkButton>
            )
          )}
        </div>
      </details>
    </Card>
  );
}

function Parts({ line, currency }: { line: ExplainedLine; currency: string }) {
  return (
    <dl className="my-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-[0.933rem] tabular-nums">
      {line.parts.map((part) => (
        <div key={`${part.description} ${part.quantity}`} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">
            {part.description}: {formatCount(part.quantity, currency)} ×{' '}
            {formatPrice(part.unitPrice, currency)}
          </dt>
          <dd className="text-right">
            <Money amountMinor={part.amount} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A day a row; each opens into its endpoints. */
function Days({ line, currency }: { line: ExplainedLine; currency: string }) {
  const days = byDay(line.usage?.days ?? []);
  return (
    <details>
      <summary className={summaryStyle}>
        {days.size} {days.size === 1 ? 'day' : 'days'}, {formatCount(line.usage?.calls ?? 0, currency)} calls
      </summary>
      {line.usage?.addsUp === false && (
        <p className="text-[0.867rem] text-muted">
          This meter takes a maximum or counts distinct values, so the days do not sum to the line.
        </p>
      )}
      <div className="grid gap-0.5 border-l pl-4">
        {[...days].map(([day, endpoints]) => (
          <details key={day}>
            <summary className="flex cursor-pointer justify-between gap-4 py-1 text-[0.933rem] tabular-nums">
              <span>{day}</span>
              <span>{formatCount(callsOf(endpoints), currency)} calls</span>
            </summary>
            <ul className="mb-2 grid gap-0.5 border-l pl-4 text-[0.867rem] text-muted tabular-nums">
              {endpoints.map(({ endpoint, quantity, calls }) => (
                <li key={endpoint} className="flex justify-between gap-4">
                  <span className="min-w-0 wrap-anywhere">{endpoint || 'No endpoint named'}</span>
                  <span className="shrink-0">
                    {formatCount(calls, currency)} calls, {formatCount(quantity, currency)} units
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </details>
  );
}

function byDay(rows: ExplainedDay[]): Map<string, ExplainedDay[]> {
  const days = new Map<string, ExplainedDay[]>();
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  return days;
}

const callsOf = (endpoints: ExplainedDay[]) => endpoints.reduce((sum, { calls }) => sum + calls, 0);

function Calls({
  events,
  currency,
  timezone,
  path,
}: Pick<Props, 'currency' | 'timezone' | 'path'> & { events: ExplainedCalls }) {
  return (
    <>
      <Table label="Single calls">
        <thead>
          <tr>
            <HeadCell>When</HeadCell>
            <HeadCell>Endpoint</HeadCell>
            <HeadCell isNumber>Status</HeadCell>
            <HeadCell isNumber>Units</HeadCell>
            <HeadCell className="max-md:hidden">Id</HeadCell>
          </tr>
        </thead>
        <tbody>
          {events.data.map(({ id, occurredAt, endpoint, status, quantity }) => (
            <Row key={id}>
              <Cell>
                <DateTime at={occurredAt} timezone={timezone} format="instant" />
              </Cell>
              <Cell className="wrap-anywhere">{endpoint || 'No endpoint named'}</Cell>
              <Cell isNumber>{status === 0 ? '–' : status}</Cell>
              <Cell isNumber>{formatCount(quantity, currency)}</Cell>
              <Cell className="font-mono text-[0.867rem] text-muted max-md:hidden">{id}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <NextPage path={path} cursor={events.nextCursor} query={{ line: events.line }} />
    </>
  );
}
