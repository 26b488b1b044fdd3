import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { percentSchema } from '@/lib/pricing';
import { getCustomer, getProvider } from '@/lib/tenants';
import type { Buyer, Seller } from './schemas';
import { readTaxSettings } from './store';
import { parseGstin, resolveTax, type TaxDecision } from './tax';

/** What a provider has set of tax beside its address; every part may be absent. */
const taxSettings = z
  .object({
    rates: z.array(
      z.object({
        name: z.string(),
        percent: percentSchema,
        country: z.string(),
        state: z.string().nullish(),
        inclusive: z.boolean().default(false),
        replacesCountryRates: z.boolean().optional(),
      }),
    ),
    gstPercent: percentSchema,
    gstInclusive: z.boolean(),
    lutNumber: z.string().nullable(),
    exportsWithPayment: z.boolean(),
  })
  .partial();

export interface Parties {
  seller: Seller;
  buyer: Buyer;
  tax: TaxDecision;
}

/** Who bills whom, as they are now, and what tax that means. */
export async function partiesOf(ctx: Context, input: { customerId: string }): Promise<Parties> {
  const system: Context = { ...ctx, actor: { kind: 'system', id: 'billing', name: 'Billing' } };
  const provider = await getProvider(system);
  const customer = await getCustomer(system, { id: input.customerId });
  const settings = taxSettings.parse(await readTaxSettings(ctx, ctx.provider.id));
  // A number that is no GSTIN must not stop the billing: such a seller bills as an unregistered one.
  const gstin = parseGstin(provider.taxId ?? '')?.gstin ?? null;
  const { address } = customer;
  const tax = resolveTax(
    { ...settings, country: provider.country, gstin, state: provider.state },
    { country: address?.country ?? null, gstin: customer.taxId, state: address?.state ?? null },
  );
  const { name, email, taxId, country, state, branding } = provider;
  return {
    seller: {
      name,
      email,
      taxId,
      address: provider.address,
      country,
      state,
      logoUrl: branding.logoUrl ?? null,
    },
    buyer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      email: customer.email,
      taxId: customer.taxId,
      address,
    },
    tax,
  };
}
