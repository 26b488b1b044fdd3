import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { checkedTaxId } from './checked-tax-id';
import { customerView } from './customer-view';
import { requireProviderSide, requireWriter } from './permissions';
import type { CreateCustomerInput, Customer } from './schemas';
import { insertCustomer } from './store';

/**
 * Makes a customer. Visitors may too: that is self-service signup, after which the trial's allowance holds until
 * somebody of it has confirmed an address (`confirmUser`).
 */
export async function createCustomer(ctx: Context, input: CreateCustomerInput): Promise<Customer> {
  requireWriter(ctx);
  if (input.taxTreatment !== undefined) requireProviderSide(ctx);
  const createdAt = ctx.clock.now();
  const taxId = checkedTaxId(input.taxId, input.address?.country ?? ctx.provider.country);
  return inTransaction(ctx, async (inner) => {
    const row = await orAlreadyExists(
      insertCustomer(inner, ctx.provider.id, {
        id: newId('customer', createdAt),
        externalId: input.externalId ?? null,
        name: input.name,
        email: input.email,
        taxId,
        address: input.address ?? {},
        timezone: input.timezone ?? null,
        taxTreatment: input.taxTreatment ?? 'standard',
        metadata: input.metadata ?? {},
        unconfirmedSince: ctx.actor.kind === 'visitor' ? createdAt : null,
        createdAt,
      }),
      'externalId',
      'A customer with this externalId exists already.',
    );
    await recordAudit(inner, { action: 'customer.created', targetId: row.id, customerId: row.id });
    await publishEvent(inner, { type: 'customer.created', subjectId: row.id, customerId: row.id });
    return customerView(row);
  });
}
