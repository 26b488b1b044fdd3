import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { checkedTaxId } from './checked-tax-id';
import { givenOnly } from './given-only';
import { requireProviderWriter } from './permissions';
import { changeProvider } from './provider-store';
import { type ProviderView, providerView } from './provider-view';
import type { UpdateProviderInput } from './schemas';

/** Changes the provider's settings; what is absent stays. Currency and slug never change. */
export async function updateProvider(ctx: Context, input: UpdateProviderInput): Promise<ProviderView> {
  requireProviderWriter(ctx);
  const { address, taxId, ...rest } = input;
  const data = givenOnly({
    ...rest,
    address: address === null ? {} : address,
    taxId: taxId && checkedTaxId(taxId, input.country ?? ctx.provider.country),
  });
  return inTransaction(ctx, async (inner) => {
    const row = await changeProvider(inner, ctx.provider.id, data);
    const fields = Object.keys(data);
    if (fields.length > 0) {
      await recordAudit(inner, { action: 'provider.updated', targetId: row.id, details: { fields } });
    }
    return providerView(row);
  });
}
