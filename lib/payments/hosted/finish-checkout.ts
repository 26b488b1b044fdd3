import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { ask } from '@/lib/infra/stripe';
import { convergeSession, idOf } from '../charge/converge-session';
import { convergeSetup } from '../methods/converge-setup';
import { outside, scopeOfAccount, stripeScope } from '../stripe-scope';

const SESSION_ID = /^cs_[A-Za-z0-9_]{1,200}$/;

/**
 * A customer came back from a page of Stripe's, or Stripe says that one was finished: what came of it is taken up
 * now, however late its webhook is.
 * @throws AppError `not_found` for a page that is not this provider's
 */
export async function finishCheckout(
  ctx: Context,
  input: { session: string; account?: string },
): Promise<void> {
  const free = outside(ctx);
  if (!SESSION_ID.test(input.session)) throw notFound('page');
  const account = input.account ?? (await stripeScope(free)).account;
  const { client, on } = scopeOfAccount(free, account);
  const session = await ask('checkout.session', client.checkout.sessions.retrieve(input.session, {}, on));
  const { provider, payment } = session.metadata ?? {};
  if (provider !== ctx.provider.id) throw notFound('page');
  if (session.mode === 'payment' && payment) {
    await convergeSession(free, { paymentId: payment, session });
    return;
  }
  const intentId = idOf(session.setup_intent);
  if (session.mode !== 'setup' || intentId === null) return;
  const intent = await ask('setup_intent', client.setupIntents.retrieve(intentId, {}, on));
  await convergeSetup(free, { account, intent });
}
