import type { Context } from '@/lib/core/context';
import { type Page, paginate } from '@/lib/core/pagination';
import { customerView } from './customer-view';
import { requireProviderSide } from './permissions';
import { type Customer, type ListCustomersInput, listCustomersInput } from './schemas';
import { type CustomerRow, readCustomers } from './store';

/** The provider's customers, newest first, narrowed by the filters that are given. */
export async function listCustomers(ctx: Context, input: ListCustomersInput): Promise<Page<Customer>> {
  requireProviderSide(ctx);
  const { limit, cursor, ...filters } = listCustomersInput.parse(input);
  const page = await paginate(
    { limit, cursor },
    (row: CustomerRow) => row.id,
    (take, after) => readCustomers(ctx, ctx.provider.id, filters, take, after),
  );
  return { ...page, data: page.data.map(customerView) };
}
