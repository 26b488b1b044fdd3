import type { Context } from '@/lib/core/context';
import { HOT_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import type { Account } from './account';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Whether a use belongs to a billed period of somebody for whom no next invoice of usage will ask for it: the
 * subscription is over, or its plan prices nothing.
 */
export function isLeftOver(
  { occurredAt }: { occurredAt: Date },
  { invoicedUntilMs, plan }: Account,
): boolean {
  return occurredAt.getTime() < invoicedUntilMs && (plan === null || plan.prices.length === 0);
}

/**
 * Notes that billing must look at these customers' billed usage again, when the provider's grace has passed, so that
 * what comes late together is billed together.
 */
export async function noteLateUsage(ctx: Context, accounts: Account[]): Promise<void> {
  const customers = [...new Set(accounts.map(({ customerId }) => customerId))];
  if (customers.length === 0) return;
  const dueAt = new Date(ctx.clock.now().getTime() + ctx.provider.graceHours * HOUR_MS);
  await queryWithin(HOT_PATIENCE_MS, {
    name: 'note-late-usage',
    text: `INSERT INTO late_usage (provider_id, customer_id, due_at) SELECT $1, unnest($2::text[]), $3
      ON CONFLICT DO NOTHING`,
    values: [ctx.provider.id, customers, dueAt.toISOString()],
  });
}
