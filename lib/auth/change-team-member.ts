import type { Context, Role } from '@/lib/core/context';
import { changeProviderMember } from '@/lib/tenants';
import { orNothing, sandboxOf } from './sandbox-of';

/** Gives somebody of the team another role, or takes them out with `null`; in the sandbox beside the account too. */
export async function changeTeamMember(
  ctx: Context,
  input: { userId: string; role: Role | null },
): Promise<void> {
  await changeProviderMember(ctx, input);
  const sandbox = await sandboxOf(ctx);
  if (sandbox) await orNothing('not_found', changeProviderMember({ ...sandbox, actor: ctx.actor }, input));
}
