import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { customerView } from './customer-view';
import { findCustomer } from './find-customer';
import { requireProviderWriter } from './permissions';
import type { Customer } from './schemas';
import { changeCustomer } from './store';

/** Lets a suspended customer's calls through again. */
export async function reactivateCustomer(ctx: Context, input: { id: string }): Promise<Customer> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const { id } = await findCustomer(inner, input.id);
    const row = await changeCustomer(inner, ctx.provider.id, id, { status: 'active' });
    await recordAudit(inner, { action: 'customer.reactivated', targetId: id, customerId: id });
    return customerView(row);
  });
}
