import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { checkedTaxId } from './checked-tax-id';
import { customerView } from './customer-view';
import { findCustomer } from './find-customer';
import { givenOnly } from './given-only';
import { requireProviderSide, requireWriter } from './permissions';
import type { Customer, UpdateCustomerInput } from './schemas';
import { changeCustomer } from './store';

/**
 * Changes what is given and leaves the rest; null clears, objects are replaced whole. A customer's own people
 * may change their details, but not the provider's id and notes, nor how they are taxed.
 */
export async function updateCustomer(
  ctx: Context,
  input: { id: string; changes: UpdateCustomerInput },
): Promise<Customer> {
  requireWriter(ctx);
  const { address, taxId, ...rest } = input.changes;
  const { externalId, metadata, taxTreatment } = rest;
  if ([externalId, metadata, taxTreatment].some((field) => field !== undefined)) requireProviderSide(ctx);
  return inTransaction(ctx, async (inner) => {
    const { id, ...before } = await findCustomer(inner, input.id);
    const home = address ?? customerView({ id, ...before }).address;
    const data = givenOnly({
      ...rest,
      address: address === null ? {} : address,
      taxId: taxId && checkedTaxId(taxId, home?.country ?? ctx.provider.country),
    });
    const fields = Object.keys(data);
    const row = await orAlreadyExists(
      changeCustomer(inner, ctx.provider.id, id, data),
      'externalId',
      'A customer with this externalId exists already.',
    );
    if (fields.length > 0) {
      await recordAudit(inner, {
        action: 'customer.updated',
        targetId: id,
        customerId: id,
        details: { fields },
      });
    }
    return customerView(row);
  });
}
