import type { ServerResponse } from 'node:http';
import type Stripe from 'stripe';
import { answerBank } from '../checkout';
import { formatAmount } from '../money';
import type { Scope } from '../scope';
import { successUrl } from './checkout';
import { html, redirect, sendPage } from './html';

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** The bank's page that asks whether the holder is who they say (3-D Secure). */
export function showChallenge(scope: Scope, intent: Intent, response: ServerResponse): void {
  if (intent.status !== 'requires_action') {
    goOn(scope, intent, response);
    return;
  }
  const what =
    intent.object === 'payment_intent'
      ? html`A payment of <strong>${formatAmount(intent.amount, intent.currency)}</strong> is waiting for you.`
      : html`Your card is about to be saved for later payments.`;
  sendPage(
    response,
    '3-D Secure',
    html`<h1>3-D Secure: is it you?</h1><p>${what}</p>
<form method="post"><button name="answer" value="approve">Approve</button>
<button class="second" name="answer" value="fail">Fail authentication</button></form>`,
  );
}

export function answerChallenge(
  scope: Scope,
  intent: Intent,
  response: ServerResponse,
  answer: string,
): void {
  if (intent.status !== 'requires_action') {
    goOn(scope, intent, response);
    return;
  }
  goOn(scope, answerBank(scope, intent, answer === 'approve'), response);
}

/** Back to the shop, or to the hosted page to try another card. */
function goOn(scope: Scope, intent: Intent, response: ServerResponse): void {
  const { session: sessionId, returnUrl } = scope.facts(intent.id);
  const session = sessionId ? scope.get('checkout_session', sessionId) : null;
  if (session?.status === 'open') {
    redirect(response, `../pay/${session.id}`);
    return;
  }
  if (session) {
    redirect(response, successUrl(session));
    return;
  }
  if (!returnUrl) {
    sendPage(response, 'Answered', html`<h1>Thank you</h1><p>You can close this page.</p>`);
    return;
  }
  const back = new URL(returnUrl);
  const isPending = intent.status === 'processing';
  const isFailed = intent.status === 'requires_payment_method';
  back.searchParams.set(intent.object, intent.id);
  back.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  back.searchParams.set('redirect_status', isFailed ? 'failed' : isPending ? 'pending' : 'succeeded');
  redirect(response, back.href);
}
