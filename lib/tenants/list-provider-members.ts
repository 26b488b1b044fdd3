import type { Context } from '@/lib/core/context';
import { withUsers } from './member-view';
import { requireProviderSide } from './permissions';
import type { Member } from './schemas';
import { readProviderMembers } from './store';

/** The people who may open the provider's dashboard, the first one first. */
export async function listProviderMembers(ctx: Context): Promise<Member[]> {
  requireProviderSide(ctx);
  return withUsers(ctx, await readProviderMembers(ctx, ctx.provider.id));
}
