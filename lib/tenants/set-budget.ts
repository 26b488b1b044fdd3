import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { customerView } from './customer-view';
import { findCustomer } from './find-customer';
import { givenOnly } from './given-only';
import { requireWriter } from './permissions';
import type { BudgetInput, Customer } from './schemas';
import { changeCustomer } from './store';

/**
 * Sets, moves or lifts (null) the hard stop on what one period may cost, over all meters. The provider and the
 * customer may both.
 */
export async function setBudget(
  ctx: Context,
  input: { id: string; budget: BudgetInput },
): Promise<Customer['budget']> {
  requireWriter(ctx);
  const { amount, alertsAt } = input.budget;
  const alerts = alertsAt && [...new Set(alertsAt)].sort((left, right) => left - right);
  return inTransaction(ctx, async (inner) => {
    const { id } = await findCustomer(inner, input.id);
    const data = {
      budgetAmount: amount === null ? null : BigInt(amount),
      ...givenOnly({ budgetAlerts: alerts }),
    };
    const { budget } = customerView(await changeCustomer(inner, ctx.provider.id, id, data));
    await recordAudit(inner, { action: 'budget.set', targetId: id, customerId: id, details: budget });
    return budget;
  });
}
