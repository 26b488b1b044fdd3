import { toSafeNumber } from '@/lib/core/money';
import { address, type Customer, customer } from './schemas';
import type { CustomerRow } from './store';

/** A customer as the contract shows it. JSON columns are read through their schemas. */
export function customerView(row: CustomerRow): Customer {
  const kept = address.parse(row.address);
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    email: row.email,
    taxId: row.taxId,
    address: Object.keys(kept).length > 0 ? kept : null,
    timezone: row.timezone,
    taxTreatment: customer.shape.taxTreatment.parse(row.taxTreatment),
    metadata: customer.shape.metadata.parse(row.metadata),
    status: customer.shape.status.parse(row.status),
    budget: {
      amount: row.budgetAmount === null ? null : toSafeNumber(row.budgetAmount, 'budget.amount'),
      alertsAt: row.budgetAlerts,
    },
    createdAt: row.createdAt.toISOString(),
  };
}
