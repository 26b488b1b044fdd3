import { invalidField } from '@/lib/core/errors';
import { confirmUser } from '@/lib/tenants';
import { visitorContext } from '../visitor-context';
import { type Site, takeLink } from './tokens';

/**
 * Uses a link of `askToConfirm` up.
 * @throws AppError `validation_failed` naming `token`: unknown, over or used
 */
export async function confirmAddress(site: Site, input: { token: string }): Promise<{ userId: string }> {
  const userId = await takeLink(site, { purpose: 'confirm', token: input.token });
  if (userId === null) {
    throw invalidField('token', 'not_valid', 'This link is over or was used before. Ask for a new one.');
  }
  await confirmUser(visitorContext(), { userId });
  return { userId };
}
