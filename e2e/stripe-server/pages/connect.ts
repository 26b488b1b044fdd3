import type { ServerResponse } from 'node:http';
import { completeOnboarding } from '../resources/accounts';
import { authorize } from '../resources/oauth';
import { CLIENT_ID, type Scope } from '../scope';
import { html, redirect, sendPage } from './html';

/** Where a provider agrees to connect its Stripe account (OAuth, RFC 6749 section 4.1). */
export function showAuthorize(query: URLSearchParams, response: ServerResponse): void {
  const complaint = complaintOf(query);
  if (complaint) {
    sendPage(
      response,
      'Connect',
      html`<h1>This request is not valid</h1><p role="alert">${complaint}</p>`,
      400,
    );
    return;
  }
  sendPage(
    response,
    'Connect',
    html`<h1>Connect your Stripe account</h1>
<p>Tollgate will be able to charge your customers on your behalf. A new simulated account is made for you.</p>
<form method="post"><div><label for="email">E-mail of the account</label><input id="email" name="email" type="email"></div>
<button name="answer" value="connect">Connect</button><button class="second" name="answer" value="deny">Cancel</button></form>`,
  );
}

export function answerAuthorize(
  scope: Scope,
  query: URLSearchParams,
  response: ServerResponse,
  form: Record<string, string | undefined>,
): void {
  if (complaintOf(query)) {
    showAuthorize(query, response);
    return;
  }
  const back = new URL(query.get('redirect_uri') as string);
  if (form.answer === 'connect') {
    back.searchParams.set('scope', 'read_write');
    back.searchParams.set('code', authorize(scope, form.email ? { email: form.email } : {}));
  } else {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'The user denied your request');
  }
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  redirect(response, back.href);
}

function complaintOf(query: URLSearchParams): string | null {
  if (query.get('client_id') !== CLIENT_ID)
    return `No application matches the supplied client identifier: it is ${CLIENT_ID}.`;
  if (query.get('response_type') !== 'code') return 'response_type must be code.';
  const target = query.get('redirect_uri');
  return target && URL.canParse(target) && /^https?:$/.test(new URL(target).protocol)
    ? null
    : 'redirect_uri must be a URL.';
}

/** Where an account's owner gives the details that Stripe asks for. */
export function showOnboarding(scope: Scope, token: string, response: ServerResponse): void {
  if (!isUsable(scope, token)) {
    sendPage(
      response,
      'Expired',
      html`<h1>This link has expired</h1><p>Please start again from where you came.</p>`,
      410,
    );
    return;
  }
  sendPage(
    response,
    'Onboarding',
    html`<h1>Complete your Stripe account</h1><p>Stripe would ask for your business, bank account and identity here.</p>
<form method="post"><button name="answer" value="complete">Give all details</button>
<button class="second" name="answer" value="later">Come back later</button></form>`,
  );
}

export function answerOnboarding(
  scope: Scope,
  token: string,
  response: ServerResponse,
  answer: string,
): void {
  if (!isUsable(scope, token)) {
    showOnboarding(scope, token, response);
    return;
  }
  const { account = '', returnUrl = '' } = scope.facts(token);
  scope.remove('facts', token);
  if (answer === 'complete') completeOnboarding(scope, account);
  redirect(response, returnUrl);
}

const isUsable = (scope: Scope, token: string) => (scope.facts(token).expiresAt ?? 0) > scope.now();
