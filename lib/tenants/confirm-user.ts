import type { Context, ProviderId } from '@/lib/core/context';
import { findCustomer } from './find-customer';
import { clearUnconfirmed, readUnconfirmedSince } from './store';
import type { UntenantedContext } from './untenanted-context';
import { markUserConfirmed, readMembershipsOfUser, readUser } from './user-store';

type Tx = Pick<Context, 'transaction'>;

/** Whether a person has shown that their address is theirs. */
export async function isConfirmed(tx: Tx, input: { userId: string }): Promise<boolean> {
  return (await readUser(tx, input.userId))?.emailVerifiedAt != null;
}

/**
 * Writes down that a person's address is theirs, and lifts the trial's allowance off the customers that they act
 * for. One provider after the other, because no statement spans two. Doing it again changes nothing.
 */
export async function confirmUser(ctx: UntenantedContext & Tx, input: { userId: string }): Promise<void> {
  await markUserConfirmed(ctx, input.userId, ctx.clock.now());
  const customersOf = new Map<string, string[]>();
  for (const { providerId, customerId } of await readMembershipsOfUser(ctx, input.userId)) {
    customersOf.set(providerId, [...(customersOf.get(providerId) ?? []), customerId]);
  }
  for (const [providerId, ids] of customersOf) await clearUnconfirmed(ctx, providerId as ProviderId, ids);
}

/** Since when a customer has the trial's allowance, as nobody has confirmed an address; null where it has not. */
export async function unconfirmedSince(ctx: Context, input: { customerId: string }): Promise<Date | null> {
  const { id } = await findCustomer(ctx, input.customerId);
  return readUnconfirmedSince(ctx, ctx.provider.id, id);
}
