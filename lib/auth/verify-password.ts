import { AppError } from '@/lib/core/errors';
import { hashPassword, isPassword, type UntenantedContext, userEmail } from '@/lib/tenants';
import { beginLoginAttempt } from './login-attempts';
import { findUserByEmail } from './store';

export interface Credentials {
  email: string;
  password: string;
  /** Where the attempt comes from, as far as it is known. */
  address: string | null;
}

const REFUSED = 'The e-mail address or the password is wrong.';

let decoy: Promise<string> | undefined;

/**
 * The person with this address and password. An unknown address costs the same hashing as a wrong password
 * and gets the same words, so neither tells who has an account.
 */
export async function verifyPassword(ctx: UntenantedContext, input: Credentials) {
  const email = userEmail(input.email);
  const attempt = beginLoginAttempt(email, input.address);
  const user = await findUserByEmail(ctx, email);
  decoy ??= hashPassword('nobody has this password');
  const isRight = await isPassword(input.password, user?.passwordHash ?? (await decoy));
  if (!user?.passwordHash || !isRight) throw new AppError('unauthorized', REFUSED);
  attempt.succeeded();
  return { id: user.id, email: user.email, name: user.name };
}
