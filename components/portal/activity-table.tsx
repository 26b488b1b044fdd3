import { DateTime } from '@/components/date-time';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

export interface ShownActivity {
  id: string;
  at: string;
  actor: { kind: string; name: string };
  action: string;
  targetId: string | null;
}

interface Props {
  entries: ShownActivity[];
  timezone: string;
  providerName: string;
}

/** What happened to one customer's account, in words. */
export function ActivityTable({ entries, timezone, providerName }: Props) {
  return (
    <Table label="Activity">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell className="max-md:hidden">About</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, action, actor, targetId }) => (
          <Row key={id}>
            <Cell>
              <DateTime at={at} timezone={timezone} format="instant" />
            </Cell>
            <Cell>{actionText(action)}</Cell>
            <Cell>{actorText(actor, providerName)}</Cell>
            <Cell className="font-mono text-[0.867rem] text-muted max-md:hidden">{targetId}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** `subscription.change_scheduled` → `Subscription: change scheduled` */
function actionText(action: string): string {
  const [noun = '', verb = ''] = action.split('.').map((part) => part.replaceAll('_', ' '));
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}: ${verb}`;
}

/** Only the customer's own people are named to it; of the provider's side it learns that it was the provider. */
function actorText({ kind, name }: ShownActivity['actor'], providerName: string): string {
  if (kind === 'customer_member' || kind === 'visitor') return name;
  return kind === 'system' ? 'By itself' : providerName;
}
