import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildOpenApi } from '@/lib/http/openapi';
import { handleNextEvent } from '@/lib/notify/handle-next-event';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { generatedClient } from '@/lib/testing/generated-client';
import { enterCard, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { dispatch } from '../testing/call-api';
import { ROUTES } from './operations';

/*
 * What the API answers is what its document says: a walk through an account's life that calls every operation once
 * at least and compares each answer with the schema of its status.
 */

useRuntime();
const payments = usePayments();

const START = '2026-05-01T00:00:00.000Z';
const RETURN_URL = 'http://localhost:3000/back';

// biome-ignore lint/suspicious/noExplicitAny: the document and the answers are JSON of every shape.
type Json = any;
const document: Json = buildOpenApi(ROUTES, 'http://localhost:3000');
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'document');
const ALL = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
  Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
);

/** What was answered, whoever sent the request. */
interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

/** How a request gets there. */
type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;

const called = new Set<string>();
let box: Sandbox;
let send: Send;

const plainly: Send = (method, path, body) => {
  const http = box.http as unknown as Record<string, (path: string, body?: unknown) => Promise<Answer>>;
  return http[method.toLowerCase()]?.(path, method === 'GET' ? undefined : body) as Promise<Answer>;
};

/** Through a client that a public generator makes of the document. */
async function generated(): Promise<Send> {
  const client = await generatedClient(document, dispatch);
  expect(client.operations.sort()).toEqual(ALL.toSorted());
  return async (method, path, body) => {
    const { pathname, searchParams } = new URL(`/api/v1${path}`, 'http://localhost');
    const operation = nameOf(method, path);
    const names = [...operation.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const pattern = operation.replace(/^\w+ /, '').replace(/\{\w+\}/g, '([^/]+)');
    const [, ...values] = new RegExp(`^${pattern}$`).exec(pathname) ?? [];
    const params = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
    const query = Object.fromEntries(searchParams);
    const { sandboxSecretKey } = box.provider;
    const answer = await client.call(sandboxSecretKey, { operation, path: params, query, body });
    const { data, error } = answer as Response & { data: Json; error: Json };
    return { status: answer.status, headers: answer.headers, body: data ?? error };
  };
}

/** Calls `METHOD /path` and returns the answer, which has been compared with the document. */
async function ask(operation: string, body?: unknown): Promise<Answer> {
  const [method = '', path = ''] = operation.split(' ');
  const name = nameOf(method, path);
  const answer = await send(method, path, body);
  called.add(name);
  compare(name, answer);
  return answer;
}

async function call(operation: string, body?: unknown): Promise<Json> {
  const answer = await ask(operation, body);
  expect([operation, answer.status < 300 ? 'fine' : answer.body]).toEqual([operation, 'fine']);
  return answer.body;
}

async function refused(operation: string, body?: unknown): Promise<void> {
  expect([operation, (await ask(operation, body)).status >= 400]).toEqual([operation, true]);
}

/** The operation's name in the document, `GET /api/v1/customers/{id}`. */
function nameOf(method: string, path: string): string {
  const bare = `/api/v1${path.split('?')[0]}`;
  const found = Object.keys(document.paths).filter(
    (pattern) =>
      document.paths[pattern][method.toLowerCase()] &&
      new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  );
  const exact = found.find((pattern) => pattern === bare) ?? found[0];
  if (!exact) throw new Error(`The document has no ${method} ${path}.`);
  return `${method} ${exact}`;
}

function compare(name: string, { status, headers, body }: Json): void {
  const [method = '', path = ''] = name.split(' ');
  const pointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');
  const at = ['paths', path, method.toLowerCase(), 'responses', String(status)];
  let response = at.reduce((node, key) => node?.[key], document);
  expect([name, status, response !== undefined]).toEqual([name, status, true]);
  let place = `document#/${at.map(pointer).join('/')}`;
  if (response.$ref) {
    place = `document${response.$ref}`;
    response = response.$ref
      .slice(2)
      .split('/')
      .reduce((node: Json, key: string) => node[key], document);
  }
  const type = headers.get('content-type').split(';')[0];
  expect([name, Object.keys(response.content ?? {}).includes(type) ? type : response.content]).toEqual([
    name,
    type,
  ]);
  if (!/json/.test(type)) return;
  const validate = ajv.compile({ $ref: encodeURI(`${place}/content/${pointer(type)}/schema`) });
  validate(body);
  expect([name, validate.errors ?? []]).toEqual([name, []]);
}

describe.each([
  ['by its path', async () => plainly],
  ['through a generated client', generated],
])('every operation answers as the document says, asked %s', (_how, sender) => {
  beforeAll(async () => {
    called.clear();
    box = await givenSandbox(START);
    send = await sender();
  }, 120_000);

  it('plans and meters', async () => {
    await call('GET /clock');
    await call('PUT /clock', { now: START });
    await call('POST /meters', { slug: 'tokens', name: 'Tokens', unit: 'token', aggregation: 'sum' });
    await call('GET /meters');
    const prices = [{ meter: 'calls', model: 'standard', unitPrice: '1' }];
    const quotas = [{ meter: 'calls', limit: 1_000, hard: true }];
    const terms = { currency: 'INR', interval: 'month', basePrice: '499', prices, quotas };
    await call('POST /plans', { slug: 'starter', name: 'Starter', ...terms });
    await call('POST /plans', { slug: 'pro', name: 'Pro', ...terms, basePrice: '999', public: false });
    await call('POST /plans', { slug: 'old', name: 'Old', ...terms });
    await call('GET /plans');
    await call('GET /plans/starter');
    await call('GET /plans/starter/versions');
    await call('PATCH /plans/starter', { description: 'For a start' });
    await call('POST /plans/starter/versions', { basePrice: '599' });
    await call('POST /plans/old/archive', {});
    const invitation = await call('POST /plans/pro/invitations', {});
    await call('GET /plans/pro/invitations');
    await call(`DELETE /plans/pro/invitations/${invitation.id}`);
    await call(`GET /public/${box.provider.sandbox.provider.slug}/plans`);
    const charges = [{ price: prices[0], quantity: '10' }];
    await call('POST /quote', { currency: 'INR', charges, taxes: [{ name: 'GST', percent: '18' }] });
    await call('POST /coupons', { code: 'HALF', kind: 'percent', percent: '50', duration: 'once' });
    await call('GET /coupons');
    await call('GET /provider');
    await call('PATCH /provider', { name: 'Weather' });
    const openapi = { openapi: '3.1.0', info: { title: 'Weather', version: '1' }, paths: {} };
    await call('PUT /api-document', { document: openapi });
    await call('GET /api-document');
    await call('DELETE /api-document');
    await call('GET /payment-settings');
    await call('PATCH /payment-settings', { dunning: { graceDays: 5 } });
  });

  it('customers, keys and calls', async () => {
    await call('POST /customers', { externalId: 'acme', name: 'Acme', email: 'ops@acme.example' });
    await call('GET /customers');
    await call('GET /customers/ext:acme');
    await call('PATCH /customers/ext:acme', { name: 'Acme Ltd' });
    const { id: gone } = await call('POST /customers', { name: 'Gone', email: 'ops@gone.example' });
    await call(`DELETE /customers/${gone}`);
    await call('POST /customers/ext:acme/suspend', {});
    await call('POST /customers/ext:acme/reactivate', {});
    await call('GET /customers/ext:acme/mail-settings');
    await call('PUT /customers/ext:acme/mail-settings', { alerts: false });
    await enterCard(payments, box, 'ext:acme', '4242424242424242');
    await call('POST /customers/ext:acme/payment-methods', { returnUrl: RETURN_URL });
    const { data: cards } = await call('GET /customers/ext:acme/payment-methods');
    await call(`POST /payment-methods/${cards[0].id}/default`, {});
    await call('POST /customers/ext:acme/subscription/preview', { plan: 'starter' });
    await call('POST /customers/ext:acme/subscription', { plan: 'starter' });
    await call('GET /customers/ext:acme/subscription');
    await call('PATCH /customers/ext:acme/subscription', { plan: 'pro', when: 'period_end' });
    await call('POST /plans/starter/migrate', { toVersion: 2, when: 'period_end' });
    await call('PUT /customers/ext:acme/budget', { amount: 100_000 });
    const key = await call('POST /customers/ext:acme/keys', { name: 'First' });
    await call('GET /customers/ext:acme/keys');
    await call(`GET /keys/${key.id}`);
    await call(`PATCH /keys/${key.id}`, { name: 'Main' });
    const { secret } = await call(`POST /keys/${key.id}/rotate`, {});
    const counted = await call('POST /verify', { key: secret, endpoint: 'GET /forecast' });
    expect(counted).toMatchObject({ allowed: true, code: 'ok' });
    await call('POST /verify', { key: 'sk_test_nobody' });
    await call('POST /settle', {
      settlements: [
        { id: counted.id, cost: 2 },
        { id: 'use_none', cost: 1 },
      ],
    });
    await call('POST /events', [
      { id: 'one', customer: 'ext:acme', quantity: 3 },
      { id: 'two', customer: 'ext:nobody' },
      { id: 'three', customer: 'ext:acme', meter: 'tokens' },
    ]);
    const lease = await call('POST /leases/grant', { key: secret, calls: 5, seconds: 5 });
    const uses = [{ id: '1', afterMs: 1 }];
    await call('POST /leases/settle', { lease: lease.id, uses, held: { calls: 0, units: 0 } });
    await call('GET /usage?granularity=day&groupBy=endpoint');
    const other = await call('POST /customers/ext:acme/keys', {});
    await call(`DELETE /keys/${other.id}`);
    await call('POST /portal-sessions', { customer: 'ext:acme' });
  });

  it('credits and top-ups', async () => {
    const grant = await call('POST /customers/ext:acme/credits', { amount: 500, reason: 'A gift' });
    await call('GET /customers/ext:acme/credits');
    await call(`DELETE /customers/ext:acme/credits/${grant.id}`);
    await call('POST /customers/ext:acme/top-ups', { amount: 10_000, returnUrl: RETURN_URL });
    await call('PUT /customers/ext:acme/auto-top-up', { terms: null });
  });

  it('invoices and payments', async () => {
    await call('GET /customers/ext:acme/invoices/upcoming');
    const { did } = await call('PUT /clock', { now: '2026-06-05T00:00:00.000Z' });
    expect(did.length).toBeGreaterThan(0);
    await payments.told();
    const { data: invoices } = await call('GET /invoices?customer=ext:acme');
    const paid = invoices.find(({ status }: Json) => status === 'paid');
    await call(`GET /invoices/${paid.id}`);
    await call(`GET /invoices/${paid.id}/pdf`);
    await call(`GET /invoices/${paid.id}/explain`);
    await call(`GET /invoices/${paid.id}/payments`);
    await call('GET /payments');
    await call('GET /disputes');
    const note = await call(`POST /invoices/${paid.id}/credit-notes`, { amount: 100, reason: 'Sorry' });
    await call(`GET /invoices/${paid.id}/credit-notes`);
    await call('GET /credit-notes');
    await call(`GET /credit-notes/${note.id}`);
    await call(`GET /credit-notes/${note.id}/pdf`);
    await call('GET /stripe-events');
    await call('GET /audit');
    await call('GET /revenue?from=2026-05-01&to=2026-06-30');
    await call('POST /rehearsals', { plan: 'starter', draft: { basePrice: '699' } });
    await call('GET /reconciliation');
  });

  it('what can be done with an invoice that nobody has paid', async () => {
    for (const [does, body] of [
      ['void', {}],
      ['write-off', {}],
      ['mark-paid', {}],
    ] as const) {
      const customer = await box.subscribe('pro');
      const [invoice] = await box.invoices(customer);
      if (invoice.status === 'draft') await call(`POST /invoices/${invoice.id}/finalize`, {});
      await call(`POST /invoices/${invoice.id}/${does}`, body);
    }
  });

  it('webhooks', async () => {
    const input = { url: 'https://hooks.example.com/tollgate', events: ['customer.created'] };
    const endpoint = await call('POST /webhook-endpoints', input);
    await call('GET /webhook-endpoints');
    await call(`GET /webhook-endpoints/${endpoint.id}`);
    await call(`PATCH /webhook-endpoints/${endpoint.id}`, { events: ['customer.created', 'invoice.paid'] });
    await call(`POST /webhook-endpoints/${endpoint.id}/rotate-secret`, {});
    await call('POST /customers', { name: 'New', email: 'ops@new.example' });
    for (let more = true; more; ) more = await handleNextEvent();
    const { data } = await call('GET /webhook-deliveries');
    await call(`GET /webhook-deliveries/${data[0].id}`);
    await call(`POST /webhook-deliveries/${data[0].id}/redeliver`, {});
    await call(`DELETE /webhook-endpoints/${endpoint.id}`);
    await call('DELETE /customers/ext:acme/subscription?when=now');
    const { data: cards } = await call('GET /customers/ext:acme/payment-methods');
    await call(`DELETE /payment-methods/${cards[0].id}`);
  });

  it('refusals', async () => {
    await refused('GET /customers/cus_none');
    await refused('POST /customers', {});
    await refused('POST /verify', {});
    const terms = { name: 'S', currency: 'INR', interval: 'month', basePrice: '1' };
    await refused('POST /plans', { slug: 'starter', ...terms });
    // This life has no occasion for more of these: a gateway’s headers, a failed charge, a dead letter.
    await refused('GET /auth-request');
    await refused('POST /invoices/inv_none/finalize', {});
    await refused('POST /invoices/inv_none/pay', {});
    await refused('POST /stripe-events/evt_none/replay', {});
  });

  it('leaves none out', () => {
    expect(ALL.filter((name) => !called.has(name))).toEqual([]);
  });
});
