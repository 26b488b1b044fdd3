import { createHash } from 'node:crypto';
import type { Context } from '@/lib/core/context';
import { INSTALLATION, queueMail } from './queue-mail';

/*
 * The mails of signing in. `url` holds a token that is good once: it is the occasion, so that asking twice sends
 * two mails and queueing one twice sends one. `ctx.provider` lends its brand to the mails of its portal; without
 * one the installation itself writes.
 */

interface Sender {
  transaction?: Context['transaction'];
  provider?: Pick<Context['provider'], 'id'>;
}

const senderOf = ({ provider }: Sender) => provider?.id ?? INSTALLATION;
const tx = ({ transaction }: Sender) => (transaction ? { transaction } : {});
/** The token itself must not stand in a column that outlives it. */
const occasionOf = (url: string) => createHash('sha256').update(url).digest('base64url');

/** Asks the owner of an address to prove it. `hours`: how long the link is good. */
export async function sendVerificationMail(
  ctx: Sender,
  input: { to: string; url: string; name?: string; hours: number },
): Promise<void> {
  const { to, url, name, hours } = input;
  await queueMail(tx(ctx), {
    ...{ providerId: senderOf(ctx), template: 'verification', to, occasion: occasionOf(url) },
    props: { url, hours, ...(name !== undefined && { name }) },
  });
}

/** Lets somebody who forgot their password set a new one. `minutes`: how long the link is good. */
export async function sendPasswordResetMail(
  ctx: Sender,
  input: { to: string; url: string; minutes: number },
): Promise<void> {
  const { to, url, minutes } = input;
  await queueMail(tx(ctx), {
    ...{ providerId: senderOf(ctx), template: 'password-reset', to, occasion: occasionOf(url) },
    props: { url, minutes },
  });
}

/** Invites somebody into a team. `days`: how long the link is good. */
export async function sendInvitationMail(
  ctx: Sender,
  input: { to: string; url: string; inviter: string; team: string; days: number },
): Promise<void> {
  const { to, ...props } = input;
  await queueMail(tx(ctx), {
    ...{ providerId: senderOf(ctx), template: 'invitation', to, occasion: occasionOf(props.url) },
    props,
  });
}
