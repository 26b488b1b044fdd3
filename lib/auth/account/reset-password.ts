import { systemClock } from '@/lib/core/clock';
import { invalidField } from '@/lib/core/errors';
import { untenantedTransaction } from '@/lib/infra/postgres';
import { confirmUser, setPassword } from '@/lib/tenants';
import { revokeSessionsOf } from '../store';
import { visitorContext } from '../visitor-context';
import { type Site, takeLink } from './tokens';

/**
 * Sets the password of whom a link of `askToReset` is for, and ends all of their sessions. The mail arrived, so
 * their address is confirmed too.
 * @throws AppError `validation_failed` naming `token`: unknown, over or used
 */
export async function resetPassword(
  site: Site,
  input: { token: string; password: string },
): Promise<{ userId: string }> {
  const userId = await untenantedTransaction(async (transaction) => {
    const inner = { ...site, transaction };
    const taken = await takeLink(inner, { purpose: 'reset', token: input.token });
    if (taken === null) {
      throw invalidField('token', 'not_valid', 'This link is over or was used before. Ask for a new one.');
    }
    await setPassword(inner, { userId: taken, password: input.password });
    await revokeSessionsOf(inner, taken, systemClock.now());
    return taken;
  });
  await confirmUser(visitorContext(), { userId });
  return { userId };
}
