import type { IncomingMessage, ServerResponse } from 'node:http';
import type Stripe from 'stripe';
import { z } from 'zod';
import { type Api, readBody } from './api';
import { answerBank, concludeLate, paySession } from './checkout';
import { FAULT_KINDS } from './faults';
import type { Kind } from './kinds';
import { createTypedCard } from './pages/checkout';
import { settleIntent } from './paying';
import { OAuthProblem, StripeProblem } from './problem';
import { completeOnboarding } from './resources/accounts';
import { closeDispute, openDispute } from './resources/disputes';
import { authorize, deauthorize } from './resources/oauth';
import { attach, createUpi } from './resources/payment-methods';
import { settleRefund } from './resources/refunds';
import { isOperation } from './routes';
import { idOf, PLATFORM, Scope } from './scope';
import { DECLINES } from './test-cards';
import { passTime } from './time';
import { FAIR, type Webhooks } from './webhooks';

/** What the control endpoint reaches into. */
export interface Controlled {
  api: Api;
  webhooks: Webhooks;
  time: { offsetSeconds: number };
  settings: { pagesUrl: string | null };
}

interface Order {
  controlled: Controlled;
  scope: Scope;
  id: string;
  body: unknown;
  query: URLSearchParams;
}

type Step = (order: Order) => unknown;

const share = z.number().min(0).max(1);
const weather = z.strictObject({
  url: z.url().optional(),
  secret: z.string().min(1).optional(),
  drop: share.optional(),
  duplicate: share.optional(),
  delayMs: z.int().min(0).optional(),
  hold: z.boolean().optional(),
  seed: z.int().optional(),
});
const fault = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  operation: z.string().refine(isOperation, 'No such operation; see parameters/operations.ts.').optional(),
  times: z.int().min(1).default(1),
  ms: z.int().min(0).default(500),
});
const typedCard = {
  number: z.string(),
  expiry: z.string().default('12 / 40'),
  cvc: z.string().default('123'),
};

const STEPS: Record<string, Step> = {
  'GET webhooks': ({ controlled: { webhooks } }) => showWebhooks(webhooks),
  'POST webhooks': ({ controlled: { webhooks }, body }) => {
    const { url, secret, seed, ...rest } = weather.parse(body);
    webhooks.url = url ?? webhooks.url;
    webhooks.secret = secret ?? webhooks.secret;
    webhooks.setWeather(
      Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      seed,
    );
    if (url) webhooks.resume();
    return showWebhooks(webhooks);
  },
  'POST webhooks/flush': ({ controlled: { webhooks }, body }) => {
    const { order } = z
      .strictObject({ order: z.enum(['given', 'reverse', 'shuffle']).default('given') })
      .parse(body);
    webhooks.setWeather({ hold: false });
    return { sent: webhooks.flush(order) };
  },
  'POST webhooks/drop': ({ controlled: { webhooks } }) => ({ dropped: webhooks.dropHeld() }),
  /** Answers once nothing is on its way. */
  'GET webhooks/idle': async ({ controlled: { webhooks } }) => {
    await webhooks.idle();
    return showWebhooks(webhooks);
  },
  'POST events/:id/redeliver': ({ controlled, scope, id }) => {
    const event = scope.get('event', id);
    controlled.webhooks.queue(event);
    return event;
  },
  'POST faults': ({ controlled: { api }, body }) => {
    const planned = fault.parse(body);
    api.faults.plan(planned);
    return planned;
  },
  'POST faults/clear': ({ controlled: { api } }) => {
    api.faults.clear();
    return {};
  },
  'POST payment_intents/:id/settle': ({ scope, id, body }) => {
    const { outcome, declineCode } = z
      .strictObject({ outcome: z.enum(['succeeded', 'failed']), declineCode: z.string().optional() })
      .parse(body);
    const late = declineCode ? { ...DECLINES.late, declineCode } : DECLINES.late;
    const intent = settleIntent(scope, scope.get('payment_intent', id), outcome === 'failed' ? late : null);
    scope.know(id, { settlesAt: undefined });
    concludeLate(scope, intent);
    return intent;
  },
  /** What the holder answers on the page of `next_action`. */
  'POST intents/:id/authenticate': ({ scope, id, body }) => {
    const { approve } = z.strictObject({ approve: z.boolean() }).parse(body);
    const kind = id.startsWith('seti_') ? 'setup_intent' : 'payment_intent';
    return answerBank(scope, scope.get(kind, id), approve);
  },
  'POST refunds/:id/settle': ({ scope, id, body }) => {
    const { outcome } = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) }).parse(body);
    return settleRefund(scope, scope.get('refund', id), outcome);
  },
  'POST charges/:id/dispute': ({ scope, id, body }) => {
    const input = z
      .strictObject({ reason: z.string().default('fraudulent'), amount: z.int().optional() })
      .parse(body);
    const { reason, amount } = input;
    return openDispute(scope, scope.get('charge', id), { reason, ...(amount !== undefined && { amount }) });
  },
  'POST disputes/:id/close': ({ scope, id, body }) => {
    const { status } = z.strictObject({ status: z.enum(['won', 'lost']) }).parse(body);
    return closeDispute(scope, scope.get('dispute', id), status);
  },
  /** A card by its number, as a hosted page would make it; attached when a customer is named. */
  'POST payment_methods': ({ scope, body }) => {
    const { customer, ...card } = z
      .strictObject({ ...typedCard, customer: z.string().optional() })
      .parse(body);
    const method = createTypedCard(scope, card);
    return customer ? attach(scope, method, scope.get('customer', customer, 'customer').id) : method;
  },
  'POST payment_methods/:id/expire': ({ scope, id }) => expireCard(scope, id),
  /** Fills in the hosted page of a session. */
  'POST checkout/sessions/:id/complete': ({ scope, id, body }) => completePage(scope, id, body),
  'POST accounts/:id/deauthorize': ({ scope, id }) => {
    deauthorize(scope, id);
    return { id };
  },
  'POST accounts/:id/onboard': ({ scope, id }) => completeOnboarding(scope, id),
  /** Agrees on the page of /oauth/authorize. */
  'POST oauth/authorize': ({ scope }) => ({ code: authorize(scope) }),
  'POST clock': ({ controlled, body }) => {
    controlled.time.offsetSeconds = z.strictObject({ offsetSeconds: z.int() }).parse(body).offsetSeconds;
    passTime(controlled.api.world);
    return { now: controlled.api.world.now() };
  },
  'POST settings': ({ controlled, body }) => {
    controlled.settings.pagesUrl = z
      .strictObject({ pagesUrl: z.url() })
      .parse(body)
      .pagesUrl.replace(/\/+$/, '');
    return controlled.settings;
  },
  'GET calls': ({ controlled }) => controlled.api.calls,
  'GET objects': ({ scope, query }) => {
    const kind = query.get('kind');
    return kind ? scope.all(kind as Kind) : Object.fromEntries(LISTED.map((name) => [name, scope.all(name)]));
  },
  'POST reset': ({ controlled }) => {
    controlled.webhooks.forgetAll();
    controlled.webhooks.setWeather(FAIR, 1);
    controlled.api.faults.clear();
    controlled.api.calls.length = 0;
    controlled.time.offsetSeconds = 0;
    controlled.api.world.store.clear();
    return {};
  },
};

const LISTED: Kind[] = [
  'account',
  'charge',
  'checkout_session',
  'customer',
  'dispute',
  'event',
  'payment_intent',
  'payment_method',
  'refund',
  'setup_intent',
];

/** Answers `/_control/…`, which is no part of Stripe: JSON in, JSON out, `account` in the query. */
export async function answerControl(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const found = findStep(request.method ?? 'GET', url.pathname.replace('/_control/', ''));
  try {
    if (!found) throw new StripeProblem(404, 'invalid_request_error', `No such step: ${url.pathname}`);
    const body = request.method === 'POST' ? await readJson(request) : {};
    const scope = new Scope(controlled.api.world, url.searchParams.get('account') ?? PLATFORM);
    const result = await found.step({ controlled, scope, id: found.id, body, query: url.searchParams });
    send(response, 200, result);
  } catch (error) {
    const isKnown = error instanceof StripeProblem || error instanceof OAuthProblem;
    if (!isKnown && !(error instanceof z.ZodError)) throw error;
    send(response, isKnown ? error.status : 400, {
      message: error instanceof z.ZodError ? z.prettifyError(error) : error.message,
    });
  } finally {
    controlled.api.world.store.commit();
  }
}

function findStep(method: string, path: string): { step: Step; id: string } | null {
  for (const [name, step] of Object.entries(STEPS)) {
    const pattern = name.replace(':id', '([^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(`${method} ${path}`);
    if (match) return { step, id: match[1] ?? '' };
  }
  return null;
}

/** Only JSON: a page of another origin could send a form without asking. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json/.test(request.headers['content-type'] ?? '')) {
    throw new StripeProblem(415, 'invalid_request_error', 'The control endpoint takes application/json.');
  }
  const text = await readBody(request);
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new StripeProblem(400, 'invalid_request_error', 'The body is not JSON.');
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body, null, 2));
}

function showWebhooks(webhooks: Webhooks) {
  const pending = webhooks.pending();
  const held = pending.filter(({ isHeld }) => isHeld).length;
  return { ...webhooks.weather, url: webhooks.url, pending: pending.length - held, held };
}

function expireCard(scope: Scope, id: string): Stripe.PaymentMethod {
  const method = structuredClone(scope.get('payment_method', id));
  if (!method.card) throw new StripeProblem(400, 'invalid_request_error', `${id} is not a card.`);
  const lastMonth = new Date(scope.now() * 1000);
  lastMonth.setUTCDate(0);
  method.card.exp_month = lastMonth.getUTCMonth() + 1;
  method.card.exp_year = lastMonth.getUTCFullYear();
  scope.save('payment_method', method);
  scope.emit('payment_method.updated', method, {});
  return method;
}

function completePage(scope: Scope, id: string, body: unknown): object {
  const input = z
    .strictObject({
      ...typedCard,
      number: z.string().default('4242424242424242'),
      upi: z.enum(['succeed', 'fail', 'pending']).optional(),
      /** Answers the bank's question too, when it asks. */
      approve: z.boolean().optional(),
      name: z.string().default('Test Payer'),
      email: z.string().optional(),
    })
    .parse(body);
  const { upi, approve, name, email } = input;
  const session = scope.get('checkout_session', id);
  const form = { number: input.number, expiry: input.expiry, cvc: input.cvc, name, email };
  const method = upi ? createUpi(scope, upi, { name, email }) : createTypedCard(scope, form);
  const intent = paySession(scope, session, method, { name, email: email ?? null });
  if (intent.status === 'requires_action' && approve !== undefined) answerBank(scope, intent, approve);
  const after = scope.get('checkout_session', id);
  return { ...after, payment_intent: idOf(after.payment_intent), setup_intent: idOf(after.setup_intent) };
}
