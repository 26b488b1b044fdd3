import { CircleCheck, Clock, Gauge, KeyRound, type LucideIcon, Receipt } from 'lucide-react';
import Link from 'next/link';
import { formatInstant } from '@/lib/core/format';
import { formatMoney } from '@/lib/core/money';

export interface AttentionItem {
  kind: 'overdue' | 'near_quota' | 'silent' | 'key_expires';
  customer: string;
  name: string;
  at: string | null;
  amountMinor: string | null;
  currency: string | null;
  percent: number | null;
  key: string | null;
}

const ICONS: Record<AttentionItem['kind'], LucideIcon> = {
  overdue: Receipt,
  near_quota: Gauge,
  silent: Clock,
  key_expires: KeyRound,
};

/** What somebody should look after today, each a way to the customer. */
export function AttentionList({ items, timezone }: { items: AttentionItem[]; timezone: string }) {
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <CircleCheck aria-hidden className="size-4 text-success" />
        Nothing today: no unpaid invoice is overdue, nobody is near a quota or silent, no key expires.
      </p>
    );
  }
  return (
    <ul className="-my-2 divide-y">
      {items.map((item) => {
        const Icon = ICONS[item.kind];
        return (
          <li key={`${item.kind} ${item.customer} ${item.key}`} className="flex items-center gap-3 py-2">
            <Icon aria-hidden className="size-4 shrink-0 text-warning" />
            <Link
              href={`/dashboard/customers/${item.customer}`}
              className="min-w-0 truncate font-medium underline-offset-4 hover:underline"
            >
              {item.name}
            </Link>
            <span className="ml-auto text-right text-[0.933rem] text-muted">{wordsOf(item, timezone)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function wordsOf(item: AttentionItem, timezone: string): string {
  const day = item.at === null ? '' : formatInstant(item.at, timezone, 'shortDay');
  switch (item.kind) {
    case 'overdue':
      return `${formatMoney(BigInt(item.amountMinor ?? 0), item.currency ?? 'USD')} overdue since ${day}`;
    case 'near_quota':
      return `${item.percent}% of the quota used`;
    case 'silent':
      return `No call since ${day}`;
    case 'key_expires':
      return `Key ${item.key} expires ${day}`;
  }
}
