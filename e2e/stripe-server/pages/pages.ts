import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../api';
import type { Kind, Kinds } from '../kinds';
import { formatAmount } from '../money';
import { PLATFORM, Scope, type World } from '../scope';
import { answerChallenge, showChallenge } from './authenticate';
import { showCheckout, submitCheckout } from './checkout';
import { answerAuthorize, answerOnboarding, showAuthorize, showOnboarding } from './connect';
import { html, sendPage } from './html';

/** Answers what a browser asks for: `/c/…` and `/oauth/authorize`. */
export async function answerPage(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const isPost = request.method === 'POST';
  const form: Record<string, string> = isPost
    ? Object.fromEntries(new URLSearchParams(await readBody(request)))
    : {};
  const [, room, page = '', id = ''] = url.pathname.split('/');
  const platform = new Scope(world, PLATFORM);
  if (room === 'oauth') {
    if (isPost) answerAuthorize(platform, url.searchParams, response, form);
    else showAuthorize(url.searchParams, response);
  } else if (page === 'pay') {
    withObject(world, 'checkout_session', id, response, (scope, session) =>
      isPost ? submitCheckout(scope, session, response, form) : showCheckout(scope, session, response),
    );
  } else if (page === 'authenticate') {
    withObject(
      world,
      id.startsWith('seti_') ? 'setup_intent' : 'payment_intent',
      id,
      response,
      (scope, intent) =>
        isPost
          ? answerChallenge(scope, intent, response, form.answer ?? '')
          : showChallenge(scope, intent, response),
    );
  } else if (page === 'onboarding') {
    if (isPost) answerOnboarding(platform, id, response, form.answer ?? '');
    else showOnboarding(platform, id, response);
  } else if (page === 'receipt') {
    withObject(world, 'charge', id, response, (_scope, charge) =>
      sendPage(
        response,
        'Receipt',
        html`<h1>Receipt</h1><p class="amount">${formatAmount(charge.amount_captured, charge.currency)}</p><p>${charge.description}</p>`,
      ),
    );
  } else notFound(response);
  world.store.commit();
}

/** An object of any account: a browser names only the id. */
function withObject<K extends Kind>(
  world: World,
  kind: K,
  id: string,
  response: ServerResponse,
  show: (scope: Scope, object: Kinds[K]) => void,
): void {
  for (const account of world.store.accounts()) {
    const scope = new Scope(world, account);
    const object = scope.find(kind, id);
    if (object) {
      show(scope, object);
      return;
    }
  }
  notFound(response);
}

function notFound(response: ServerResponse): void {
  sendPage(response, 'Not found', html`<h1>There is no such page</h1>`, 404);
}
