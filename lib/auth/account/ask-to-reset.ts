import { sendPasswordResetMail } from '@/lib/notify';
import { userEmail } from '@/lib/tenants';
import { findUserByEmail } from '../store';
import { countAccountMail } from './mail-limit';
import { makeLink, type Site } from './tokens';

const MINUTES = 30;

/**
 * Sends a link with which a forgotten password is replaced. For an address that nobody has nothing is sent, and
 * nothing tells: the answer is the same.
 */
export async function askToReset(
  site: Site,
  input: { email: string; address: string | null },
): Promise<void> {
  const email = userEmail(input.email);
  countAccountMail(email, input.address);
  const user = await findUserByEmail(site, email);
  if (!user) return;
  const url = await makeLink(site, { purpose: 'reset', userId: user.id, goodForMs: MINUTES * 60_000 });
  await sendPasswordResetMail(site, { to: user.email, url, minutes: MINUTES });
}
