import { CreditCard } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';

export interface ShownMethod {
  id: string;
  kind: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
  isDefault: boolean;
  isExpired: boolean;
  expiresSoon: boolean;
}

/** The cards that Stripe holds: what tells them apart, and nothing more. */
export function CardsList({
  methods,
  actionsOf,
}: {
  methods: ShownMethod[];
  actionsOf?: (method: ShownMethod) => ReactNode;
}) {
  return (
    <ul className="grid gap-3" aria-label="Cards">
      {methods.map((method) => (
        <li
          key={method.id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border px-4 py-3"
        >
          <span className="flex min-w-0 items-center gap-3">
            <CreditCard aria-hidden className="size-5 shrink-0 text-muted" />
            <span className="grid leading-tight">
              <span className="font-medium">{methodName(method)}</span>
              {method.expMonth !== null && (
                <span className="text-[0.867rem] text-muted">
                  Expires {String(method.expMonth).padStart(2, '0')}/{method.expYear}
                </span>
              )}
            </span>
            {method.isDefault && <Badge tone="accent">Default</Badge>}
            {method.isExpired && <Badge tone="danger">Expired</Badge>}
            {method.expiresSoon && <Badge tone="warning">Expires soon</Badge>}
          </span>
          {actionsOf && <span className="flex items-center gap-1">{actionsOf(method)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** `Visa •••• 4242`, or what else it is. */
export function methodName({ kind, brand, last4 }: Pick<ShownMethod, 'kind' | 'brand' | 'last4'>): string {
  const name = brand ?? kind;
  const shown = name.charAt(0).toUpperCase() + name.slice(1);
  return last4 === null ? shown : `${shown} •••• ${last4}`;
}
