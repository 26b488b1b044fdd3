import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { env } from '@/lib/env';
import { inTransaction } from '@/lib/infra/postgres';
import { must, stripe } from '@/lib/infra/stripe';
import { getProvider, requireProviderWriter } from '@/lib/tenants';
import { readSettings, writeSettings } from '../settings-store';
import { outside } from '../stripe-scope';

/**
 * Begins or goes on with connecting a provider's own Stripe account, on pages of Stripe's (account links). Its
 * customers' money then never touches the platform's account.
 * @throws AppError `forbidden` for a sandbox, whose payments are always tests
 */
export async function connectStripe(ctx: Context, input: { returnUrl: string }): Promise<{ url: string }> {
  requireProviderWriter(ctx);
  if (ctx.provider.mode === 'test') {
    throw new AppError('forbidden', 'A sandbox’s payments are tests; connect the live account.');
  }
  const free = outside(ctx);
  const client = stripe(ctx.provider.mode);
  const account = await accountOf(free);
  const link = await client.accountLinks.create({
    account,
    refresh_url: input.returnUrl,
    return_url: input.returnUrl,
    type: 'account_onboarding',
  });
  if (link.object !== 'account_link' || typeof link.url !== 'string') {
    throw new AppError('unavailable', 'The payment service does not answer; try again.');
  }
  return { url: link.url };
}

async function accountOf(ctx: Context): Promise<string> {
  const settings = await readSettings(ctx, ctx.provider.id);
  if (settings?.stripeAccount) return settings.stripeAccount;
  const { email, country } = await getProvider(ctx);
  const account = await must(
    'account',
    stripe(ctx.provider.mode).accounts.create(
      { type: 'standard', email, country, metadata: { provider: ctx.provider.id } },
      { idempotencyKey: `tollgate/account/${ctx.provider.id}/${+(settings?.disconnectedAt ?? 0)}` },
    ),
  );
  await inTransaction(ctx, async (inner) => {
    const facts = { stripeAccount: account.id, chargesEnabled: account.charges_enabled ?? false };
    const dates = { connectedAt: ctx.clock.now(), disconnectedAt: null };
    await writeSettings(inner, ctx.provider.id, { ...facts, ...dates });
    await recordAudit(inner, { action: 'stripe.connected', targetId: account.id });
  });
  return account.id;
}

/** Reads whether the connected account may charge. */
export async function refreshAccount(ctx: Context, input: { account: string }): Promise<void> {
  const settings = await readSettings(ctx, ctx.provider.id);
  if (settings?.stripeAccount !== input.account) return;
  const found = await must('account', stripe(ctx.provider.mode).accounts.retrieve(input.account));
  await writeSettings(ctx, ctx.provider.id, { chargesEnabled: found.charges_enabled ?? false });
}

/** Notes that an account is connected no more. Its cards and customers are out of reach. */
export async function forgetAccount(ctx: Context, input: { account: string }): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const settings = await readSettings(inner, ctx.provider.id);
    if (settings?.stripeAccount !== input.account) return;
    const disconnectedAt = ctx.clock.now();
    const facts = { stripeAccount: null, chargesEnabled: false, disconnectedAt };
    await writeSettings(inner, ctx.provider.id, facts);
    await recordAudit(inner, { action: 'stripe.disconnected', targetId: input.account });
  });
}

/** Where a provider comes back to from Stripe's onboarding. */
export function connectReturnUrl(): string {
  return `${env().appUrl}/dashboard/payments`;
}
