import type { ReactNode } from 'react';
import { DateTime } from '@/components/date-time';
import { rateLimitText } from '@/components/pricing/describe-price';
import { StatusBadge } from '@/components/ui/badge';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount } from '@/lib/core/format';
import { formatMoney } from '@/lib/core/money';

export interface ShownKey {
  id: string;
  name: string;
  prefix: string;
  last4: string;
  status: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  scopes: string[];
  ipAllowList: string[];
  rateLimit: { limit: number; windowSeconds: number } | null;
  quota: { limit: number } | null;
  spendLimit: number | null;
}

/** How a key is called where it cannot be shown. */
export function keyLabel({ name, prefix, last4 }: Pick<ShownKey, 'name' | 'prefix' | 'last4'>): string {
  return name || `${prefix}…${last4}`;
}

interface Props {
  keys: ShownKey[];
  timezone: string;
  /** Of the amounts that keys are limited to. */
  currency: string;
  /** The buttons of a key; none for those who may only look. */
  actionsOf?: (key: ShownKey) => ReactNode;
}

export function KeysTable({ keys, timezone, currency, actionsOf }: Props) {
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
              <KeyLimits shown={key} currency={currency} />
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

/** What bounds a key beside the plan, in a line. */
function KeyLimits({ shown, currency }: { shown: ShownKey; currency: string }) {
  const { scopes, ipAllowList, rateLimit, quota, spendLimit } = shown;
  const texts = [
    scopes.length > 0 && scopes.join(' '),
    ipAllowList.length > 0 && `from ${ipAllowList.join(', ')}`,
    rateLimit && rateLimitText(rateLimit, currency),
    quota && `${formatCount(quota.limit, currency)} units a period`,
    spendLimit !== null && `at most ${formatMoney(spendLimit, currency)} a period`,
  ].filter((text) => text !== false && text !== null);
  if (texts.length === 0) return null;
  return <p className="mt-0.5 max-w-80 text-[0.867rem] wrap-anywhere text-muted">{texts.join(' · ')}</p>;
}
