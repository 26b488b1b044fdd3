import type { Context } from '@/lib/core/context';
import { type Customer, getCustomer, getProvider, type ProviderView } from '@/lib/tenants';
import type { Buyer, Seller } from './schemas';
import { parseGstin, resolveTax, type TaxDecision } from './tax';

/** SAC of hosting and IT infrastructure provisioning services: what an API is. */
const DEFAULT_SAC = '998315';

export interface Parties {
  seller: Seller;
  buyer: Buyer;
  tax: TaxDecision;
  /** What lines of plans without a code of their own are classified as; null where there is no need. */
  taxCode: string | null;
}

/** Who bills whom, as they are now, and what tax that means. */
export async function partiesOf(ctx: Context, input: { customerId: string }): Promise<Parties> {
  const system: Context = { ...ctx, actor: { kind: 'system', id: 'billing', name: 'Billing' } };
  const provider = await getProvider(system);
  const customer = await getCustomer(system, { id: input.customerId });
  const { taxCode } = provider.taxSettings;
  return {
    seller: sellerOf(provider),
    buyer: buyerOf(customer),
    tax: taxOf(provider, customer),
    taxCode: taxCode ?? (provider.country === 'IN' ? DEFAULT_SAC : null),
  };
}

function taxOf(provider: ProviderView, customer: Customer): TaxDecision {
  const { registration, ...settings } = provider.taxSettings;
  const { country, state, taxId } = provider;
  // A number that is no GSTIN must not stop the billing: such a seller bills as an unregistered one.
  const gstin = registration === 'unregistered' ? null : (parseGstin(taxId ?? '')?.gstin ?? null);
  const { address, taxTreatment } = customer;
  return resolveTax(
    { ...settings, country, state, taxId, gstin, isComposition: registration === 'composition' },
    {
      country: address?.country ?? null,
      state: address?.state ?? null,
      taxId: customer.taxId,
      gstin: customer.taxId,
      isSez: taxTreatment === 'sez',
      isExempt: taxTreatment === 'exempt',
    },
  );
}

/** A snapshot: what the invoice shows must not change when the provider does. */
function sellerOf(provider: ProviderView): Seller {
  const { name, email, taxId, address, country, state, branding, logo, timezone, paperSettings } = provider;
  return {
    ...{ name, email, taxId, address, country, state },
    logoUrl: logo ?? branding.logoUrl ?? null,
    paper: {
      ...paperSettings,
      timezone,
      logoId: logo?.split('/').at(-1) ?? null,
      color: branding.color ?? null,
      websiteUrl: branding.websiteUrl ?? null,
    },
  };
}

function buyerOf({ id, externalId, name, email, taxId, address }: Customer): Buyer {
  return { id, externalId, name, email, taxId, address };
}
