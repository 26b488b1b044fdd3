import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { must } from '@/lib/infra/stripe';
import { type customerReference, requireWriter, resolveCustomerId } from '@/lib/tenants';
import { ensurePayer } from '../ensure-payer';
import { outside, stripeScope } from '../stripe-scope';

export const returnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .describe('Where the customer comes back to; `{CHECKOUT_SESSION_ID}` in it is replaced.');

export const startCardSetupInput = z.strictObject({ returnUrl });

export const hostedPage = z.object({ url: z.url(), session: z.string() }).meta({ id: 'HostedPage' });
export type HostedPage = z.output<typeof hostedPage>;

/** A page of Stripe's on which a customer enters a card; its number never reaches us. */
export async function startCardSetup(
  ctx: Context,
  input: { customer: z.output<typeof customerReference>; returnUrl: string },
): Promise<HostedPage> {
  requireWriter(ctx);
  const free = outside(ctx);
  const customerId = await resolveCustomerId(free, input.customer);
  const scope = await stripeScope(free);
  const { stripeCustomer } = await ensurePayer(free, { customerId, scope });
  const metadata = { provider: ctx.provider.id, customer: customerId, purpose: 'setup' };
  const session = await must(
    'checkout.session',
    scope.client.checkout.sessions.create(
      {
        mode: 'setup',
        customer: stripeCustomer,
        currency: ctx.provider.currency.toLowerCase(),
        success_url: input.returnUrl,
        cancel_url: input.returnUrl.replace('{CHECKOUT_SESSION_ID}', ''),
        metadata,
        setup_intent_data: { metadata },
      },
      scope.on,
    ),
  );
  return { url: session.url ?? '', session: session.id };
}
