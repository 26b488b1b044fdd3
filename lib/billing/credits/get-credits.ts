import type { Context } from '@/lib/core/context';
import { sumMinor, toSafeNumber } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { resolveCustomerId } from '@/lib/tenants';
import { applyDueCredits } from './apply-due-credits';
import type { Credits } from './schemas';
import { readGrants, readMovements } from './store';
import { grantView, movementView } from './views';

/** A customer's credits: what is left, where it came from and where it went. */
export async function getCredits(ctx: Context, input: { customer: string }): Promise<Credits> {
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    // What has just fallen due is written down first, so that the movements sum to the balance at any moment.
    await applyDueCredits(inner, { customerId });
    const grants = await readGrants(inner, ctx.provider.id, customerId);
    const movements = await readMovements(inner, ctx.provider.id, customerId);
    const balance = sumMinor(movements.map(({ amount }) => amount));
    return {
      balance: toSafeNumber(balance, 'balance'),
      currency: grants[0]?.currency ?? ctx.provider.currency,
      grants: grants.map(grantView),
      movements: movements.map(movementView),
    };
  });
}
