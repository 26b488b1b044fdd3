import type { ServerResponse } from 'node:http';
import type Stripe from 'stripe';
import { paySession } from '../checkout';
import { formatAmount } from '../money';
import { invalid, StripeProblem } from '../problem';
import { createCard, createUpi, declined } from '../resources/payment-methods';
import { idOf, type Scope } from '../scope';
import { cardByNumber, DECLINES, hasCheckDigit, type TestCard } from '../test-cards';
import { Html, html, redirect, sendPage } from './html';

/** What was typed, to be shown again when it was refused. */
export type Form = Record<string, string | undefined>;

/** The hosted page of a session: what is paid, and the form to pay it with. */
export function showCheckout(
  scope: Scope,
  session: Stripe.Checkout.Session,
  response: ServerResponse,
  form: Form = {},
  error = lastError(scope, session),
): void {
  if (session.status !== 'open') {
    showClosed(session, response);
    return;
  }
  const isSetup = session.mode === 'setup';
  const items = scope
    .all('line_item')
    .filter((item) => scope.facts(item.id).session === session.id)
    .reverse();
  const total =
    session.amount_total !== null && session.currency
      ? formatAmount(session.amount_total, session.currency)
      : '';
  const title = isSetup ? 'Save a card' : 'Pay';
  const content = html`<h1>${isSetup ? 'Save a card for later payments' : 'Pay'}</h1>
${isSetup ? html`<p>Nothing is charged now.</p>` : html`<p class="amount">${total}</p>`}
${items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item.description} × ${item.quantity}: ${formatAmount(item.amount_total, item.currency)}</li>`)}</ul>` : ''}
${error ? html`<p class="error" role="alert">${error}</p>` : ''}
<form method="post" autocomplete="off">
${methodChoice(session, form)}
${emailField(session, form)}
<div><label for="number">Card number</label><input id="number" name="number" inputmode="numeric" placeholder="4242 4242 4242 4242" value="${form.number}"></div>
<div class="row"><div><label for="expiry">Expiry (MM / YY)</label><input id="expiry" name="expiry" inputmode="numeric" placeholder="12 / 34" value="${form.expiry}"></div>
<div><label for="cvc">CVC</label><input id="cvc" name="cvc" inputmode="numeric" placeholder="123" value="${form.cvc}"></div></div>
<div><label for="name">Name on card</label><input id="name" name="name" value="${form.name}"></div>
<button type="submit">${isSetup ? 'Save card' : `Pay ${total}`}</button></form>
${session.cancel_url ? html`<p><a href="${session.cancel_url}">Go back without ${isSetup ? 'saving' : 'paying'}</a></p>` : ''}
${HINTS}`;
  sendPage(response, title, content, error ? 402 : 200);
}

/** Why the last try failed, when it was answered on another page: the bank's. */
function lastError(scope: Scope, session: Stripe.Checkout.Session): string | undefined {
  const payment = scope.find('payment_intent', idOf(session.payment_intent) ?? '');
  const setup = scope.find('setup_intent', idOf(session.setup_intent) ?? '');
  return (payment?.last_payment_error ?? setup?.last_setup_error)?.message;
}

/** The form has been sent: pays, and goes on to the shop, to the bank's question, or back to the form. */
export function submitCheckout(
  scope: Scope,
  session: Stripe.Checkout.Session,
  response: ServerResponse,
  form: Form,
): void {
  if (session.status !== 'open') {
    showClosed(session, response);
    return;
  }
  try {
    const payer = { name: form.name || null, email: form.email || null };
    const method = form.method?.startsWith('upi-')
      ? upiOf(scope, session, form)
      : createTypedCard(scope, form);
    const intent = paySession(scope, session, method, payer);
    if (intent.status === 'requires_action') {
      redirect(response, `../authenticate/${intent.id}`);
      return;
    }
    redirect(response, successUrl(session));
  } catch (error) {
    if (!(error instanceof StripeProblem)) throw error;
    showCheckout(scope, scope.get('checkout_session', session.id), response, form, error.message);
  }
}

/** The shop's page, told which session it was. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

/** A card as it is typed; throws what Checkout shows beside the form. */
export function createTypedCard(scope: Scope, form: Form): Stripe.PaymentMethod {
  const card = knownCard((form.number ?? '').replace(/[\s-]/g, ''));
  const [, month, year] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(form.expiry ?? '') ?? [];
  const expMonth = Number(month);
  const expYear = Number(year) + (Number(year) < 100 ? 2000 : 0);
  if (!month || expMonth < 1 || expMonth > 12) {
    throw invalid("Your card's expiration date is invalid.", { code: 'invalid_expiry_month' });
  }
  if (Date.UTC(expYear, expMonth) <= scope.now() * 1000) {
    throw invalid("Your card's expiration date is in the past.", { code: 'invalid_expiry_year' });
  }
  if (!/^\d{3,4}$/.test((form.cvc ?? '').trim())) {
    throw invalid("Your card's security code is incomplete.", { code: 'invalid_cvc' });
  }
  return createCard(scope, card, { expMonth, expYear, name: form.name, email: form.email });
}

function knownCard(number: string): TestCard {
  const card = cardByNumber(number);
  if (card) return card;
  if (!hasCheckDigit(number))
    throw declined({ code: 'incorrect_number', message: 'Your card number is invalid.' });
  throw declined({
    ...DECLINES.generic,
    declineCode: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  });
}

function upiOf(scope: Scope, session: Stripe.Checkout.Session, form: Form): Stripe.PaymentMethod {
  if (!session.payment_method_types.includes('upi')) throw invalid('UPI is not possible here.');
  const outcome = form.method === 'upi-fail' ? 'fail' : form.method === 'upi-pending' ? 'pending' : 'succeed';
  return createUpi(scope, outcome, { name: form.name, email: form.email });
}

function methodChoice(session: Stripe.Checkout.Session, form: Form): Html | '' {
  if (!session.payment_method_types.includes('upi')) return '';
  const choices = [
    ['card', 'Card'],
    ['upi-succeed', 'UPI, approved in the app'],
    ['upi-fail', 'UPI, refused in the app'],
    ['upi-pending', 'UPI, answered later'],
  ].filter(([value]) => value !== 'card' || session.payment_method_types.includes('card'));
  const chosen = form.method ?? choices[0]?.[0];
  return html`<fieldset class="choice"><legend>Pay with</legend>${choices.map(
    ([value, text]) =>
      html`<div><input type="radio" id="${value}" name="method" value="${value}"${chosen === value ? new Html(' checked') : ''}> <label for="${value}">${text}</label></div>`,
  )}</fieldset>`;
}

function emailField(session: Stripe.Checkout.Session, form: Form): Html | '' {
  if (session.customer || session.mode === 'setup') return '';
  return html`<div><label for="email">E-mail</label><input id="email" name="email" type="email" value="${form.email ?? session.customer_email}"></div>`;
}

function showClosed(session: Stripe.Checkout.Session, response: ServerResponse): void {
  const isDone = session.status === 'complete';
  const content = html`<h1>${isDone ? 'This page has been completed' : 'This page has expired'}</h1>
<p>${isDone ? 'Nothing more is to be done here.' : 'Please start again from where you came.'}</p>
${isDone ? html`<p><a href="${successUrl(session)}">Continue</a></p>` : ''}`;
  sendPage(response, 'Closed', content, isDone ? 200 : 410);
}

const HINTS = html`<details><summary>Test cards</summary><ul>
<li><code>4242 4242 4242 4242</code> works</li><li><code>4000 0000 0000 0002</code> is declined</li>
<li><code>4000 0000 0000 9995</code> has no funds</li><li><code>4000 0000 0000 0341</code> is saved, and fails later</li>
<li><code>4000 0025 0000 3155</code> asks its holder</li></ul><p>Any date to come and any three digits.</p></details>`;
