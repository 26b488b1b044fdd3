import Link from 'next/link';
import { DateTime } from '@/components/date-time';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

export interface ShownEntry {
  id: string;
  at: string;
  actor: { kind: string; id: string; name: string };
  action: string;
  targetId: string | null;
  customerId: string | null;
  details: Record<string, unknown>;
}

/** Who changed what, when. */
export function AuditTable({ entries, timezone }: { entries: ShownEntry[]; timezone: string }) {
  return (
    <Table label="Audit log">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell className="max-md:hidden">Details</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id}>
            <Cell className="whitespace-nowrap">
              <DateTime at={entry.at} timezone={timezone} format="instant" />
            </Cell>
            <Cell>{entry.actor.name || entry.actor.kind}</Cell>
            <Cell>
              {entry.customerId ? (
                <Link
                  href={`/dashboard/customers/${entry.customerId}`}
                  className="font-mono text-[0.867rem] underline-offset-4 hover:underline"
                >
                  {entry.action}
                </Link>
              ) : (
                <code className="font-mono text-[0.867rem]">{entry.action}</code>
              )}
            </Cell>
            <Cell className="max-w-96 text-[0.867rem] wrap-anywhere text-muted max-md:hidden">
              {detailsText(entry.details)}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function detailsText(details: Record<string, unknown>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}
