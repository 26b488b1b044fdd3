import type { Context } from '@/lib/core/context';
import { ask, type StripeMode, stripe } from '@/lib/infra/stripe';
import { contextOfProviderSlug } from '@/lib/tenants';
import { HANDLERS } from '../handlers';
import { readProviderOfAccount } from '../settings-store';
import { envelope } from './envelope';
import { type EventRow, locate, readSlug, updateEvent } from './store';

/** Finds out whose an event is and has its object read anew. */
export async function handleEvent(
  row: EventRow,
): Promise<{ status: 'handled' | 'ignored'; providerId: string | null }> {
  const handler = HANDLERS[row.type];
  if (!handler) return { status: 'ignored', providerId: null };
  const facts = envelope.parse(row.envelope);
  const providerId = await providerOf(row, facts);
  const slug = providerId === null ? null : await readSlug(providerId);
  if (slug === null) return { status: 'ignored', providerId };
  // Before it is handled: what fails is shown to the provider that it concerns.
  await updateEvent(row, { providerId });
  const visitor = await contextOfProviderSlug(slug, null);
  const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'stripe', name: 'Stripe' } };
  await handler(ctx, { type: row.type, account: row.account, objectId: row.objectId, ...facts });
  return { status: 'handled', providerId };
}

/**
 * A connected account's events are its provider's, whatever they say: only the platform's own account writes
 * metadata that can be believed.
 */
async function providerOf(
  row: EventRow,
  facts: { provider: string | null; intent: string | null; customer: string | null },
): Promise<string | null> {
  if (row.account !== '') return readProviderOfAccount(row.account);
  const mode = row.source === 'test' ? 'test' : 'live';
  return facts.provider ?? (await locate(facts)) ?? (await askIntent(mode, facts.intent));
}

/** News of a charge that has not even been answered yet: its intent says whose it is. */
async function askIntent(mode: StripeMode, intent: string | null): Promise<string | null> {
  if (intent === null) return null;
  const found = await ask('payment_intent', stripe(mode).paymentIntents.retrieve(intent)).catch((error) => {
    if ((error as { code?: unknown }).code === 'resource_missing') return null;
    throw error;
  });
  return found?.metadata?.provider ?? null;
}
