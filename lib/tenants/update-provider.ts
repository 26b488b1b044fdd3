import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { checkedTaxId } from './checked-tax-id';
import { givenOnly } from './given-only';
import { readLogo } from './logo';
import { requireProviderWriter } from './permissions';
import { changeProvider, insertLogo, type ProviderRow } from './provider-store';
import { providerView } from './provider-view';
import type { ProviderView, UpdateProviderInput } from './schemas';
import { taxSettings } from './tax-settings';

/**
 * Changes the provider's settings; what is absent stays, objects are replaced whole. Currency and slug never
 * change. Invoices that are final keep the seller as it was.
 */
export async function updateProvider(ctx: Context, input: UpdateProviderInput): Promise<ProviderView> {
  requireProviderWriter(ctx);
  const { address, logo, ...rest } = input;
  const image = logo ? readLogo(logo) : null;
  const data = givenOnly({
    ...rest,
    address: address === null ? {} : address,
    logoId: logo === undefined ? undefined : (image?.id ?? null),
  });
  return inTransaction(ctx, async (inner) => {
    if (image) await insertLogo(inner, ctx.provider.id, { ...image, createdAt: ctx.clock.now() });
    const changed = await changeProvider(inner, ctx.provider.id, data);
    const row = await withCheckedTaxId(inner, changed);
    const fields = [...Object.keys(rest), ...(address === undefined ? [] : ['address'])];
    if (logo !== undefined) fields.push('logo');
    if (fields.length > 0) {
      await recordAudit(inner, { action: 'provider.updated', targetId: row.id, details: { fields } });
    }
    return providerView(row);
  });
}

/** Tax id, country and registration are set apart but must fit together, so the row is judged as it now stands. */
async function withCheckedTaxId(ctx: Context, row: ProviderRow): Promise<ProviderRow> {
  const { registration } = taxSettings.parse(row.taxSettings);
  const taxId = checkedTaxId(row.taxId, row.country);
  if (row.country === 'IN' && taxId === null && registration && registration !== 'unregistered') {
    throw invalidField('taxId', 'required', 'A registered Indian seller needs a GSTIN.');
  }
  return taxId === row.taxId ? row : changeProvider(ctx, ctx.provider.id, { taxId });
}
