import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { AUTH_REQUEST_PATH, authRequestRoute } from './auth-request';
import { fastLane } from './fast-lane';

useRuntime();

type Ask = (headers: Record<string, string>) => Promise<Response>;

function contract(ask: Ask): void {
  let provider: GivenProvider;
  beforeAll(async () => {
    provider = await givenProvider();
  });
  const withSecret = (headers: Record<string, string>) =>
    ask({ authorization: `Bearer ${provider.secretKey}`, ...headers });

  it('counts a call whose facts are in headers, and says who calls', async () => {
    const one = await givenSubscribed(provider);
    const response = await withSecret({
      'x-original-authorization': `Bearer ${one.secret}`,
      'x-tollgate-cost': '2.5',
      'x-tollgate-endpoint': 'GET /x',
      'x-tollgate-idempotency-key': one.customer.id,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-tollgate-customer')).toBe(one.customer.id);
    expect(response.headers.get('x-tollgate-use')).toMatch(/^use_/);
    const query = { customer: one.customer.id, granularity: 'total', groupBy: 'endpoint' } as const;
    const { data } = await queryUsage(provider.ctx, query);
    expect(data).toMatchObject([{ group: 'GET /x', quantity: 2.5, calls: 1 }]);
  });

  it('refuses in words that a gateway understands, and says what the client should see', async () => {
    const one = await givenSubscribed(provider, { rateLimit: { limit: 1, windowSeconds: 60 } });
    expect((await withSecret({ 'x-api-key': one.secret })).status).toBe(200);
    const limited = await withSecret({ 'x-api-key': one.secret });
    expect([limited.status, limited.headers.get('x-tollgate-status')]).toEqual([403, '429']);
    expect(limited.headers.get('x-tollgate-code')).toBe('rate_limited');
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const unknown = await withSecret({ 'x-api-key': 'sk_live_x' });
    expect([unknown.status, unknown.headers.get('x-tollgate-status')]).toEqual([401, '401']);
    expect((await withSecret({})).headers.get('x-tollgate-code')).toBe('missing_key');
  });

  it('does not blame the client for a wrong secret of the gateway, nor pass over a malformed cost', async () => {
    expect((await ask({ 'x-api-key': 'sk_live_x' })).status).toBe(503);
    expect((await withSecret({ 'x-api-key': 'sk_live_x', 'x-tollgate-cost': 'much' })).status).toBe(422);
  });
}

describe('a gateway asking the fast lane', () => {
  const server = createServer((request, response) => {
    if (!fastLane(request, response)) response.writeHead(404).end();
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${AUTH_REQUEST_PATH}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  contract((headers) => fetch(url, { headers }));

  it('takes nothing but GET there', async () => {
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });
});

describe('a gateway asking the route handler', () => {
  contract((headers) =>
    authRequestRoute(new Request(`http://localhost${AUTH_REQUEST_PATH}`, { headers }), {
      params: Promise.resolve({}),
    }),
  );
});
