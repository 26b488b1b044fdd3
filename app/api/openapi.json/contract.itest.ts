import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildOpenApi } from '@/lib/http/openapi';
import { handleNextEvent } from '@/lib/notify/handle-next-event';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { enterCard, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';
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

/** They need what this life has not: a gateway's headers, a draft that waits, a charge that failed, a dead letter. */
const ELSEWHERE = [
  'GET /api/v1/auth-request',
  'POST /api/v1/invoices/{id}/finalize',
  'POST /api/v1/invoices/{id}/pay',
  'POST /api/v1/stripe-events/{id}/replay',
];

const called = new Set<string>();
let box: Sandbox;

/** Calls `METHOD /path` and returns the body, which has been compared with the document. */
async function call(operation: string, body?: object): Promise<Json> {
  const [method = '', path = ''] = operation.split(' ');
  const name = nameOf(method, path);
  const http = box.http as unknown as Record<string, (path: string, body?: unknown) => Promise<Json>>;
  const answer = await (method === 'GET' ? http.get?.(path) : http[method.toLowerCase()]?.(path, body));
  called.add(name);
  expect([name, answer.status < 300 ? 'fine' : answer.body]).toEqual([name, 'fine']);
  compare(name, answer);
  return answer.body;
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

beforeAll(async () => {
  box = await givenSandbox(START);
});

describe('every operation answers as the document says', () => {
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

  it('leaves none out', () => {
    const all = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(all.filter((name) => !called.has(name) && !ELSEWHERE.includes(name))).toEqual([]);
  });
});

describe('refusals', () => {
  it.each([
    ['GET', '/customers/cus_none', undefined],
    ['POST', '/customers', {}],
    ['POST', '/verify', {}],
    ['POST', '/plans', { slug: 'starter', name: 'S', currency: 'INR', interval: 'month', basePrice: '1' }],
  ])('%s %s is refused as the document says', async (method, path, body) => {
    const http = box.http as unknown as Record<string, (path: string, body?: unknown) => Promise<Json>>;
    const answer = await http[method.toLowerCase()]?.(path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    compare(nameOf(method, path), answer);
  });
});
