import type { Context, Role } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { contextOfProviderSlug, listProviders, type UntenantedContext } from '@/lib/tenants';
import type { SignedIn } from './read-session';
import { asRole } from './roles';

/** An account that a person may open in the dashboard. */
export interface OpenableProvider {
  id: string;
  slug: string;
  name: string;
  mode: 'live' | 'test';
  /** Of a sandbox: its live account. */
  liveProviderId: string | null;
  role: Role;
}

export interface ActiveMember {
  ctx: Context;
  role: Role;
  user: SignedIn['user'];
  provider: OpenableProvider;
  providers: OpenableProvider[];
}

/**
 * The dashboard's context: the account that was chosen, if it is one of the person's own, else the first.
 * Null for somebody who belongs to no provider; a portal link's session never opens a dashboard.
 */
export async function memberContext(
  ctx: UntenantedContext,
  input: { signedIn: SignedIn; chosenProviderId: string | undefined },
): Promise<ActiveMember | null> {
  const { signedIn, chosenProviderId } = input;
  if (signedIn.onlyCustomer) return null;
  const views = await listProviders(ctx, { userId: signedIn.user.id });
  const providers = views.map((view) => ({
    id: view.id,
    slug: view.slug,
    name: view.name,
    mode: view.mode,
    liveProviderId: view.liveProviderId,
    role: asRole(view.role),
  }));
  const provider =
    providers.find(({ id }) => id === chosenProviderId) ??
    providers.find(({ mode }) => mode === 'live') ??
    providers[0];
  if (!provider) return null;
  const visitor = await contextOfProviderSlug(provider.slug, ctx.requestId);
  if (visitor.provider.id !== provider.id) throw new AppError('not_found', 'No such provider.');
  const { id, name } = signedIn.user;
  return {
    ctx: { ...visitor, actor: { kind: 'member', id, name, role: provider.role } },
    role: provider.role,
    user: signedIn.user,
    provider,
    providers,
  };
}
