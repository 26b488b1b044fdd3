import { isAppError } from '@/lib/core/errors';
import { userEmail } from '@/lib/tenants';
import { beginLoginAttempt } from './login-attempts';

/**
 * Runs a sign-up, which somebody who has an account already may prove to be by password: so it is limited like
 * a sign-in, or it would be the way around that limit. Only a refusal of the e-mail address counts as a failure.
 */
export async function proveNewOrOwn<T>(
  email: string,
  address: string | null,
  work: () => Promise<T>,
): Promise<T> {
  const attempt = beginLoginAttempt(userEmail(email), address);
  try {
    const result = await work();
    attempt.succeeded();
    return result;
  } catch (error) {
    const isRefusal = isAppError(error) && error.fields.some(({ path }) => path === 'email');
    if (!isRefusal) attempt.succeeded();
    throw error;
  }
}
