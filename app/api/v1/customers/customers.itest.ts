import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenProvider, givenProvider, uniqueText } from '@/lib/testing/factories';
import { givenInvoiceRow, givenUsageRow } from '@/lib/testing/rows';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

let provider: GivenProvider;
let client: ReturnType<typeof api>;

beforeAll(async () => {
  provider = await givenProvider();
  client = api(provider.secretKey);
});

async function newCustomer(fields: object = {}) {
  const { body } = await client.post('/customers', { name: 'Acme', email: 'ops@acme.example', ...fields });
  return body;
}

describe('POST /customers', () => {
  it('201: answers with the whole object, everything unset being null', async () => {
    const externalId = uniqueText('acme');
    const { status, body, headers } = await client.post('/customers', {
      externalId,
      name: 'Acme Ltd',
      email: 'Ops@Acme.example',
      address: {
        line1: '1 MG Road',
        city: 'Bengaluru',
        state: 'Karnataka',
        postalCode: '560001',
        country: 'IN',
      },
      metadata: { tier: 'gold', seats: 3, beta: true },
    });
    expect(status).toBe(201);
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(body).toMatchObject({
      externalId,
      name: 'Acme Ltd',
      email: 'Ops@Acme.example',
      taxId: null,
      timezone: null,
      status: 'active',
      metadata: { tier: 'gold', seats: 3, beta: true },
      budget: { amount: null, alertsAt: [50, 80, 100] },
    });
    expect(body.id).toMatch(/^cus_[0-9a-z]{26}$/);
    expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body.address.country).toBe('IN');
  });

  it('409: an externalId that is taken names the field, and only within the same provider', async () => {
    const externalId = uniqueText('taken');
    await newCustomer({ externalId });
    const again = await client.post('/customers', { externalId, name: 'B', email: 'b@b.example' });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'already_exists', errors: [{ path: 'externalId' }] });
    const other = await givenProvider();
    const elsewhere = await api(other.secretKey).post('/customers', {
      externalId,
      name: 'B',
      email: 'b@b.example',
    });
    expect(elsewhere.status).toBe(201);
  });

  it('409: of two that ask for one externalId at once, one gets it', async () => {
    const externalId = uniqueText('race');
    const body = { externalId, name: 'B', email: 'b@b.example' };
    const answers = await Promise.all([client.post('/customers', body), client.post('/customers', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['name', { email: 'a@b.example' }],
    ['email', { name: 'A', email: 'nobody' }],
    ['address.country', { name: 'A', email: 'a@b.example', address: { country: 'XX' } }],
    ['timezone', { name: 'A', email: 'a@b.example', timezone: '+05:30' }],
    ['metadata.deep', { name: 'A', email: 'a@b.example', metadata: { deep: { er: 1 } } }],
    ['name', { name: 'A\u0000B', email: 'a@b.example' }],
    ['metadata.half', { name: 'A', email: 'a@b.example', metadata: { half: '\ud800' } }],
    ['colour', { name: 'A', email: 'a@b.example', colour: 'red' }],
    ['address.planet', { name: 'A', email: 'a@b.example', address: { planet: 'Mars' } }],
  ])('422: names %s', async (path, body) => {
    const answer = await client.post('/customers', body);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('validation_failed');
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

describe('GET /customers', () => {
  it('200: pages through all of them, newest first, each once', async () => {
    const own = await givenProvider();
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E']) {
      const { body } = await api(own.secretKey).post('/customers', { name, email: 'a@b.example' });
      ids.push(body.id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api(own.secretKey).get(`/customers?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(body.data.length).toBeLessThanOrEqual(2);
      seen.push(...body.data.map((row: { id: string }) => row.id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...ids].sort().reverse());
  });

  it('200: searches names, addresses and external ids, taking % and _ as they are', async () => {
    const own = api((await givenProvider()).secretKey);
    await own.post('/customers', { name: '100% Juice', email: 'juice@x.example', externalId: 'a_b' });
    await own.post('/customers', { name: 'Others', email: 'others@x.example', externalId: 'axb' });
    const names = async (search: string) => {
      const { body } = await own.get(`/customers?search=${encodeURIComponent(search)}`);
      return body.data.map((row: { name: string }) => row.name);
    };
    expect(await names('100%')).toEqual(['100% Juice']);
    expect(await names('A_B')).toEqual(['100% Juice']);
    expect(await names('OTHERS@')).toEqual(['Others']);
    expect(await names('x.example')).toHaveLength(2);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=%21%21'])('422: refuses %s', async (query) => {
    const { status, body } = await client.get(`/customers?${query}`);
    expect(status).toBe(422);
    expect(body.errors[0].path).toBe(query.split('=')[0]);
  });
});

describe('GET /customers/{id}', () => {
  it('200: by id and by ext:', async () => {
    const externalId = 'weird id/ü';
    const customer = await newCustomer({ externalId });
    expect((await client.get(`/customers/${customer.id}`)).body).toEqual(customer);
    expect((await client.get(`/customers/ext:${encodeURIComponent(externalId)}`)).body).toEqual(customer);
  });

  it.each(['cus_0', 'ext:nobody', 'ext:', 'nonsense', 'cus_%00', 'ext:%00'])('404: %s', async (id) => {
    const { status, body } = await client.get(`/customers/${id}`);
    expect(status).toBe(404);
    expect(body.code).toBe('not_found');
  });
});

describe('PATCH /customers/{id}', () => {
  it('200: changes what is given, clears with null, replaces objects whole', async () => {
    const customer = await newCustomer({ taxId: '27AAPFU0939F1ZV', metadata: { a: 1, b: 2 } });
    const { status, body } = await client.patch(`/customers/${customer.id}`, {
      name: 'Renamed',
      taxId: null,
      metadata: { c: 3 },
    });
    expect(status).toBe(200);
    expect(body).toEqual({ ...customer, name: 'Renamed', taxId: null, metadata: { c: 3 } });
  });

  it('200: nothing given changes nothing', async () => {
    const customer = await newCustomer();
    expect((await client.patch(`/customers/${customer.id}`, {})).body).toEqual(customer);
  });

  it('409: an externalId that another customer has', async () => {
    const externalId = uniqueText('ext');
    await newCustomer({ externalId });
    const customer = await newCustomer();
    expect((await client.patch(`/customers/${customer.id}`, { externalId })).status).toBe(409);
  });

  it('422: fields that are not the caller’s to set', async () => {
    const customer = await newCustomer();
    const { status, body } = await client.patch(`/customers/${customer.id}`, {
      status: 'suspended',
      id: 'x',
    });
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['status', 'id']);
  });
});

describe('POST /customers/{id}/suspend and /reactivate', () => {
  it('200: switches the status there and back; repeating is harmless', async () => {
    const customer = await newCustomer();
    for (const expected of ['suspended', 'suspended', 'active', 'active']) {
      const action = expected === 'active' ? 'reactivate' : 'suspend';
      const { status, body } = await client.post(`/customers/${customer.id}/${action}`);
      expect([status, body.status]).toEqual([200, expected]);
    }
  });
});

describe('PUT /customers/{id}/budget', () => {
  it('200: sets, keeps the alerts when they are absent, sorts them, and lifts with null', async () => {
    const { id } = await newCustomer();
    const put = async (body: object) => (await client.put(`/customers/${id}/budget`, body)).body;
    expect(await put({ amount: 50_000, alertsAt: [90, 50, 90] })).toEqual({
      amount: 50_000,
      alertsAt: [50, 90],
    });
    expect(await put({ amount: 0 })).toEqual({ amount: 0, alertsAt: [50, 90] });
    expect(await put({ amount: null })).toEqual({ amount: null, alertsAt: [50, 90] });
    expect((await client.get(`/customers/${id}`)).body.budget).toEqual({ amount: null, alertsAt: [50, 90] });
  });

  it.each([
    {},
    { amount: -1 },
    { amount: 1.5 },
    { amount: '5' },
    { amount: 2 ** 53 },
    { amount: 1, alertsAt: [0] },
  ])('422: %j', async (body) => {
    const { id } = await newCustomer();
    expect((await client.put(`/customers/${id}/budget`, body)).status).toBe(422);
  });
});

describe('DELETE /customers/{id}', () => {
  it('200: without usage and invoices it goes, keys and all, and is a 404 from then on', async () => {
    const customer = await newCustomer();
    const { body: key } = await client.post(`/customers/${customer.id}/keys`, {});
    expect((await client.delete(`/customers/${customer.id}`)).body).toEqual({
      id: customer.id,
      deleted: true,
    });
    expect((await client.get(`/customers/${customer.id}`)).status).toBe(404);
    expect((await client.get(`/keys/${key.id}`)).status).toBe(404);
    expect((await client.delete(`/customers/${customer.id}`)).status).toBe(404);
  });

  it('409: with usage it stays', async () => {
    const customer = await newCustomer();
    await givenUsageRow(provider.providerId, customer.id);
    const { status, body } = await client.delete(`/customers/${customer.id}`);
    expect([status, body.code]).toEqual([409, 'conflict']);
    expect((await client.get(`/customers/${customer.id}`)).status).toBe(200);
  });

  it('409: with an invoice it stays', async () => {
    const customer = await newCustomer();
    await givenInvoiceRow(provider.providerId, customer.id);
    expect((await client.delete(`/customers/${customer.id}`)).status).toBe(409);
  });
});
