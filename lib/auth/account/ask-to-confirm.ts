import { sendVerificationMail } from '@/lib/notify';
import { makeLink, type Site } from './tokens';

const HOURS = 48;

/** Asks a person by mail to confirm that their address is theirs. */
export async function askToConfirm(
  site: Site,
  input: { userId: string; email: string; name?: string },
): Promise<void> {
  const { userId, email, name } = input;
  const url = await makeLink(site, { purpose: 'confirm', userId, goodForMs: HOURS * 3_600_000 });
  await sendVerificationMail(site, { to: email, url, hours: HOURS, ...(name !== undefined && { name }) });
}
