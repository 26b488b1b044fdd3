import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';

/**
 * Who may do what is decided in the verbs, so that no door (route, page, action) can forget it. Secret keys,
 * the shell and the system may do everything within their provider.
 */

/** Refuses people who may only look. */
export function requireWriter(ctx: Pick<Context, 'actor'>): void {
  const { actor } = ctx;
  if ((actor.kind === 'member' || actor.kind === 'customer_member') && actor.role === 'viewer') {
    throw new AppError('forbidden', 'Your role allows looking only; ask an owner or admin.');
  }
}

/** Refuses customers and visitors: what concerns the provider alone. */
export function requireProviderSide(ctx: Pick<Context, 'actor'>): void {
  if (ctx.actor.kind === 'customer_member' || ctx.actor.kind === 'visitor') {
    throw new AppError('forbidden', 'Only the provider may do this.');
  }
}

/** Refuses everyone but the provider's own people with the right to change things. */
export function requireProviderWriter(ctx: Pick<Context, 'actor'>): void {
  requireProviderSide(ctx);
  requireWriter(ctx);
}

/** True unless the actor is a customer's member and the customer is another: such an answer is a 404. */
export function maySeeCustomer(ctx: Pick<Context, 'actor'>, customerId: string): boolean {
  return ctx.actor.kind !== 'customer_member' || ctx.actor.customerId === customerId;
}

/** Who only manages must neither make nor unmake somebody who owns. */
export function requireOwnerFor({ actor }: Pick<Context, 'actor'>, role: string): void {
  if (role === 'owner' && actor.kind === 'member' && actor.role !== 'owner') {
    throw new AppError('forbidden', 'Only an owner may do this.');
  }
}
