import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '@/app/api/testing/api-server';
import { env } from '@/lib/env';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { answerMetrics, metricsLane } from './answer-metrics';

useRuntime();

let product: ApiServer;
let server: Server;
let url: string;

beforeAll(async () => {
  product = await startApiServer();
});
afterAll(() => product.close());

beforeEach(async () => {
  server = createServer((request, response) => {
    if (!metricsLane(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** One sample's value, 0 where there is none yet. */
async function sample(name: string): Promise<number> {
  const text = await (await fetch(url)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

describe('GET /metrics', () => {
  it('is open to the machine itself, as Prometheus text', async () => {
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await answer.text();
    for (const name of [
      'nodejs_eventloop_lag_seconds',
      'tollgate_pool_connections',
      'tollgate_jobs_waiting 0',
    ]) {
      expect(text).toContain(name);
    }
  });

  it('is closed to whoever comes through a proxy, without the token or with a wrong one', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.9' };
    const settings = env();
    for (const authorization of ['', 'Bearer wrong', 'Basic eDp5']) {
      const answer = await fetch(url, { headers: { ...proxied, authorization } });
      expect([answer.status, (await answer.json()).code]).toEqual([401, 'unauthorized']);
    }
    Object.assign(settings, { metricsToken: 'a token of the scraper' });
    try {
      expect((await answerMetrics('Bearer a token of the scraper', false)).status).toBe(200);
      expect((await answerMetrics('Bearer a token of the scrapes', false)).status).toBe(401);
    } finally {
      Object.assign(settings, { metricsToken: undefined });
    }
  });

  it('counts decisions, denials, events, commits and other requests', async () => {
    const { secretKey } = await givenProvider();
    const headers = { authorization: `Bearer ${secretKey}` };
    const send = (path: string, body?: object) =>
      fetch(`${product.url}/api/v1${path}`, {
        headers,
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
    const names = {
      denied: 'tollgate_verify_answers_total{code="invalid_key"}',
      rejected: 'tollgate_events_total{outcome="rejected"}',
      hot: 'tollgate_hot_path_seconds_count{path="/api/v1/verify"}',
      listed: 'tollgate_http_requests_total{operation="List customers",method="GET",status="200"}',
    };
    const read = async () =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(names).map(async ([key, name]) => [key, await sample(name)] as const),
        ),
      );
    const before = await read();
    await send('/verify', { key: 'sk_live_nobody' });
    await send('/events', { id: 'one', customer: 'ext:nobody' });
    await send('/customers');
    const after = await read();
    for (const key of Object.keys(names)) expect([key, after[key]]).toEqual([key, (before[key] ?? 0) + 1]);
  });
});
