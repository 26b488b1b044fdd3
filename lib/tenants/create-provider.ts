import { recordAudit } from '@/lib/audit';
import type { Actor, Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { checkedTaxId } from './checked-tax-id';
import { createSecretKey } from './create-secret-key';
import { ensureUser } from './ensure-user';
import { providerFacts } from './provider-facts';
import { insertDefaultMeter, insertProvider, insertProviderMember } from './provider-store';
import { type CreateProviderInput, SANDBOX_SUFFIX } from './schemas';
import type { UntenantedContext } from './untenanted-context';

export interface CreatedProvider {
  providerId: string;
  slug: string;
  sandboxProviderId: string;
  sandboxSlug: string;
  userId: string;
  /** Shown this once. */
  secretKey: string;
  sandboxSecretKey: string;
}

/**
 * Registers a provider: its live account, the sandbox beside it, the owner, and in both accounts a membership,
 * the meter `calls` and one secret key. Live account and sandbox are made in one transaction, the only one
 * that spans two tenants: half a registration would leave a slug taken and no secret to use it with.
 */
export async function createProvider(
  ctx: UntenantedContext,
  input: CreateProviderInput,
): Promise<CreatedProvider> {
  const createdAt = ctx.clock.now();
  const live = accountContext(ctx, input, { slug: input.slug, liveProviderId: null, createdAt });
  const slug = `${input.slug}${SANDBOX_SUFFIX}`;
  const sandbox = accountContext(ctx, input, { slug, liveProviderId: live.provider.id, createdAt });
  return inTransaction(live, async (inner) => {
    const name = input.ownerName ?? input.name;
    const user = await ensureUser(inner, { email: input.email, name, password: input.password });
    const secretKey = await openAccount(inner, input, user.id, null);
    const inSandbox = { ...sandbox, transaction: inner.transaction } as Context;
    const sandboxSecretKey = await openAccount(inSandbox, input, user.id, live.provider.id);
    return {
      providerId: live.provider.id,
      slug: live.provider.slug,
      sandboxProviderId: sandbox.provider.id,
      sandboxSlug: sandbox.provider.slug,
      userId: user.id,
      secretKey,
      sandboxSecretKey,
    };
  });
}

/** The context in which the account's first rows are written, before its own row can be read. */
function accountContext(
  ctx: UntenantedContext,
  input: CreateProviderInput,
  account: { slug: string; liveProviderId: string | null; createdAt: Date },
): Context {
  const { provider, clock } = providerFacts({
    id: newId('provider', account.createdAt),
    slug: account.slug,
    name: input.name,
    currency: input.currency,
    timezone: input.timezone,
    country: input.country,
    keyPrefix: input.keyPrefix ?? 'sk',
    graceHours: 1,
    paymentDays: 7,
    gaugeFailure: 'allow',
    liveProviderId: account.liveProviderId,
    clockNow: null,
    clockOffsetMs: 0n,
  });
  return { ...ctx, provider, clock, actor: openerOf(ctx.actor) };
}

/** Whoever opens an account owns it, whatever role they have elsewhere. */
function openerOf(actor: Actor): Actor {
  const { id, name } = actor;
  if (actor.kind === 'visitor') return { kind: 'system', id, name };
  if (actor.kind === 'member' || actor.kind === 'customer_member') {
    return { kind: 'member', id, name, role: 'owner' };
  }
  return actor;
}

/** Writes one account and returns its first secret. */
async function openAccount(
  ctx: Context,
  input: CreateProviderInput,
  ownerId: string,
  liveProviderId: string | null,
): Promise<string> {
  const { provider } = ctx;
  const createdAt = ctx.clock.now();
  const row = insertProvider(ctx, {
    id: provider.id,
    slug: provider.slug,
    name: input.name,
    email: input.email,
    currency: input.currency,
    timezone: input.timezone,
    country: input.country,
    state: input.state ?? null,
    taxId: checkedTaxId(input.taxId, input.country),
    address: input.address ?? {},
    keyPrefix: provider.keyPrefix,
    liveProviderId,
    createdAt,
  });
  await orAlreadyExists(row, 'slug', 'A provider with this slug exists already.');
  await insertProviderMember(ctx, provider.id, ownerId, 'owner', createdAt);
  await insertDefaultMeter(ctx, provider.id, newId('meter', createdAt), createdAt);
  await recordAudit(ctx, {
    action: 'provider.created',
    targetId: provider.id,
    details: { slug: provider.slug },
  });
  return (await createSecretKey(ctx, { name: 'First key' })).secret;
}
