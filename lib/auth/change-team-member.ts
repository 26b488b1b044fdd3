import type { Context, Role } from '@/lib/core/context';
import { orNull } from '@/lib/core/errors';
import { changeProviderMember } from '@/lib/tenants';
import { sandboxOf } from './sandbox-of';

/** Gives somebody of the team another role, or takes them out with `null`; in the sandbox beside the account too. */
export async function changeTeamMember(
  ctx: Context,
  input: { userId: string; role: Role | null },
): Promise<void> {
  await changeProviderMember(ctx, input);
  const sandbox = await sandboxOf(ctx);
  if (sandbox) await orNull(changeProviderMember({ ...sandbox, actor: ctx.actor }, input));
}
