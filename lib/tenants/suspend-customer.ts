import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { customerView } from './customer-view';
import { findCustomer } from './find-customer';
import { requireProviderWriter } from './permissions';
import type { Customer } from './schemas';
import { changeCustomer } from './store';

/** Stops a customer's calls at once: the next one is denied with `customer_suspended`. */
export async function suspendCustomer(ctx: Context, input: { id: string }): Promise<Customer> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const { id } = await findCustomer(inner, input.id);
    const row = await changeCustomer(inner, ctx.provider.id, id, { status: 'suspended' });
    await recordAudit(inner, { action: 'customer.suspended', targetId: id, customerId: id });
    return customerView(row);
  });
}
