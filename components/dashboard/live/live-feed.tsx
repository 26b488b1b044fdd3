import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';
import type { FeedRow } from './live-state';

interface Props {
  rows: FeedRow[];
  currency: string;
  timezone: string;
}

/** The latest calls, those of one half second to one endpoint together. */
export function LiveFeed({ rows, currency, timezone }: Props) {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: timezone });
  return (
    <Table label="Latest calls">
      <thead>
        <tr>
          <HeadCell>Time</HeadCell>
          <HeadCell>Customer</HeadCell>
          <HeadCell>Endpoint</HeadCell>
          <HeadCell>Outcome</HeadCell>
          <HeadCell isNumber>Calls</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && (
          <tr>
            <Cell colSpan={5} className="py-8 text-center text-muted">
              Waiting for calls. They show here within a second of being made.
            </Cell>
          </tr>
        )}
        {rows.map((row) => (
          <Row key={row.id}>
            <Cell className="whitespace-nowrap tabular-nums">{time.format(row.at)}</Cell>
            <Cell>
              {row.customer ? (
                <Link
                  href={`/dashboard/customers/${row.customer}`}
                  prefetch={false}
                  className="font-medium underline-offset-4 hover:underline"
                >
                  {row.name ?? row.customer}
                </Link>
              ) : (
                <span className="text-faint">Unknown</span>
              )}
            </Cell>
            <Cell className="font-mono text-[0.867rem] wrap-anywhere">{row.endpoint || '–'}</Cell>
            <Cell>
              <Badge tone={row.code === 'ok' ? 'success' : 'danger'}>
                {row.code === 'ok' ? 'Allowed' : row.code.replaceAll('_', ' ')}
              </Badge>
            </Cell>
            <Cell isNumber>{formatCount(row.calls, currency)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
