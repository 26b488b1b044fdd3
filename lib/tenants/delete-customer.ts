import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { findCustomer } from './find-customer';
import { requireProviderWriter } from './permissions';
import { removeUnusedCustomer } from './store';

/**
 * Deletes a customer who never used or was billed anything, with keys, subscriptions and memberships.
 * @throws AppError `conflict` when there is usage or an invoice: such a history is kept; suspend instead
 */
export async function deleteCustomer(
  ctx: Context,
  input: { id: string },
): Promise<{ id: string; deleted: true }> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const { id, name, email } = await findCustomer(inner, input.id);
    if (!(await removeUnusedCustomer(inner, ctx.provider.id, id))) {
      throw new AppError(
        'conflict',
        'A customer with usage or invoices cannot be deleted; suspend it instead.',
      );
    }
    await recordAudit(inner, {
      action: 'customer.deleted',
      targetId: id,
      customerId: id,
      details: { name, email },
    });
    return { id, deleted: true };
  });
}
