import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { orAlreadyExists } from '@/lib/infra/postgres';
import { hashPassword, isPassword } from './passwords';
import type { UntenantedContext } from './untenanted-context';
import { insertUser, readUserByEmail } from './user-store';

export interface EnsureUserInput {
  email: string;
  name: string;
  password?: string | undefined;
}

const TAKEN = 'A user with this e-mail address exists already; give their password.';

/**
 * The person with this e-mail address: made when new, else the one who proves to be it by password, or by
 * being the signed-in actor. Runs outside a transaction as well as inside one.
 * @throws AppError `already_exists` when the person exists and the proof is missing or wrong
 */
export async function ensureUser(ctx: UntenantedContext, input: EnsureUserInput): Promise<{ id: string }> {
  const known = await readUserByEmail(ctx, input.email);
  if (known) {
    if (isSignedInAs(ctx, known.id)) return { id: known.id };
    if (!known.passwordHash || !input.password || !(await isPassword(input.password, known.passwordHash))) {
      throw new AppError('already_exists', TAKEN, {
        fields: [{ path: 'email', code: 'already_exists', message: TAKEN }],
      });
    }
    return { id: known.id };
  }
  const createdAt = ctx.clock.now();
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  const user = {
    id: newId('user', createdAt),
    email: input.email,
    name: input.name,
    passwordHash,
    createdAt,
  };
  await orAlreadyExists(insertUser(ctx, user), 'email', TAKEN);
  return { id: user.id };
}

function isSignedInAs({ actor }: UntenantedContext, userId: string): boolean {
  return (actor.kind === 'member' || actor.kind === 'customer_member') && actor.id === userId;
}
