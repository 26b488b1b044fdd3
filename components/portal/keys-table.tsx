import type { ReactNode } from 'react';
import { DateTime } from '@/components/date-time';
import { StatusBadge } from '@/components/ui/badge';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

export interface ShownKey {
  id: string;
  name: string;
  prefix: string;
  last4: string;
  status: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

/** How a key is called where it cannot be shown. */
export function keyLabel({ name, prefix, last4 }: Pick<ShownKey, 'name' | 'prefix' | 'last4'>): string {
  return name || `${prefix}…${last4}`;
}

interface Props {
  keys: ShownKey[];
  timezone: string;
  /** The buttons of a key; none for those who may only look. */
  actionsOf?: (key: ShownKey) => ReactNode;
}

export function KeysTable({ keys, timezone, actionsOf }: Props) {
  return (
    <Table label="Keys">
      <thead>
        <tr>
          <HeadCell>Key</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell className="max-md:hidden">Created</HeadCell>
          <HeadCell className="max-md:hidden">Last used</HeadCell>
          {actionsOf && (
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          )}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id}>
            <Cell>
              <div className="font-medium">{key.name || <span className="text-faint">Unnamed</span>}</div>
              <code className="font-mono text-[0.867rem] whitespace-nowrap text-muted">
                {key.prefix}…{key.last4}
              </code>
            </Cell>
            <Cell>
              <StatusBadge status={key.status} />
              {key.status === 'active' && key.expiresAt && (
                <span className="block text-[0.867rem] text-muted">
                  until <DateTime at={key.expiresAt} timezone={timezone} format="instant" />
                </span>
              )}
            </Cell>
            <Cell className="max-md:hidden">
              <DateTime at={key.createdAt} timezone={timezone} />
            </Cell>
            <Cell className="max-md:hidden">
              {key.lastUsedAt ? (
                <DateTime at={key.lastUsedAt} timezone={timezone} format="instant" />
              ) : (
                <span className="text-faint">Never</span>
              )}
            </Cell>
            {actionsOf && <Cell className="py-1">{key.status === 'active' && actionsOf(key)}</Cell>}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
