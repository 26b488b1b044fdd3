import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ApiServer, startApiServer } from '@/app/api/testing/api-server';
import { setBudget, suspendCustomer } from '@/lib/tenants';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';

const NGINX = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0);
const isCi = /^(1|true)$/i.test(process.env.CI ?? '');
if (!NGINX && !isCi) process.stderr.write('There is no nginx on the PATH: its recipe is not tested.\n');

it.runIf(isCi)('CI has nginx', () => {
  expect(NGINX).toBeDefined();
});

describe.runIf(NGINX !== undefined)('the recipe for nginx', () => {
  useRuntime();
  let provider: GivenProvider;
  let tollgate: ApiServer;
  let api: Server;
  let nginx: ChildProcess;
  let folder: string;
  let url: string;
  const seen: (string | undefined)[] = [];

  beforeAll(async () => {
    provider = await givenProvider();
    tollgate = await startApiServer();
    api = createServer((request, response) => {
      seen.push(request.headers['x-tollgate-customer'] as string | undefined);
      response.writeHead(request.url?.includes('missing') ? 404 : request.url?.includes('boom') ? 500 : 200);
      response.end('from the API');
    });
    await new Promise<void>((resolve) => api.listen({ port: 0, host: '127.0.0.1' }, resolve));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    folder = mkdtempSync(join(tmpdir(), 'tollgate-nginx-'));
    const own = (api.address() as AddressInfo).port;
    writeFileSync(join(folder, 'nginx.conf'), configuration(port, own));
    nginx = spawn(NGINX as string, ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], {
      stdio: 'ignore',
    });
    await vi.waitFor(async () => expect((await fetch(url)).status).toBe(401), { timeout: 20_000 });
  });
  afterAll(async () => {
    const gone = once(nginx, 'exit');
    nginx.kill('SIGTERM');
    await gone;
    api.closeAllConnections();
    api.close();
    await tollgate.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The recipe as it is, with this test's addresses and secret. */
  function configuration(port: number, own: number): string {
    const recipe = readFileSync('sdk/recipes/nginx/tollgate.conf', 'utf8')
      .replace('127.0.0.1:3000', new URL(tollgate.url).host)
      .replace('127.0.0.1:8080', `127.0.0.1:${own}`)
      .replace('tg_live_…', provider.secretKey)
      .replace('listen 8000', `listen 127.0.0.1:${port}`);
    return `daemon off; master_process off; pid nginx.pid; events {} http { access_log off;
      client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      ${recipe} }`;
  }

  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  const usageOf = async (customer: string) => {
    const { data } = await queryUsage(provider.ctx, { customer, granularity: 'total', groupBy: 'endpoint' });
    return Object.fromEntries(data.map(({ group, calls }) => [group, calls]));
  };

  it('lets a paying caller through, counts the call under its route and tells the API who calls', async () => {
    const one = await givenSubscribed(provider, {
      rateLimit: { limit: 100, windowSeconds: 60 },
      quotas: [{ meter: 'calls', limit: 50, hard: true }],
    });
    const response = await get('/v1/forecast/pune?days=3', { authorization: `Bearer ${one.secret}` });
    expect([response.status, await response.text()]).toEqual([200, 'from the API']);
    expect(response.headers.get('ratelimit-policy')).toBe('"rate";q=100;w=60, "quota";q=50');
    expect(response.headers.get('ratelimit')).toMatch(/^"rate";r=99;t=\d+, "quota";r=49;t=\d+$/);
    expect(seen.at(-1)).toBe(one.customer.id);
    await get('/other', { 'x-api-key': one.secret, 'x-tollgate-customer': 'cus_forged' });
    expect(seen.at(-1)).toBe(one.customer.id);
    expect(await usageOf(one.customer.id)).toEqual({ 'GET /v1/forecast/:city': 1, 'GET (other)': 1 });
  });

  it('answers 401, 402, 403 and 429 with a problem document, and asks the API nothing', async () => {
    const full = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 0, hard: true }] });
    const poor = await givenSubscribed(provider);
    await setBudget(provider.ctx, { id: poor.customer.id, budget: { amount: 0 } });
    const barred = await givenSubscribed(provider);
    await suspendCustomer(provider.ctx, { id: barred.customer.id });
    const before = seen.length;
    const cases: [Record<string, string>, number, string][] = [
      [{}, 401, 'missing_key'],
      [{ 'x-api-key': 'sk_live_x' }, 401, 'invalid_key'],
      [{ 'x-api-key': poor.secret }, 402, 'spend_limit_reached'],
      [{ 'x-api-key': barred.secret }, 403, 'customer_suspended'],
      [{ 'x-api-key': full.secret }, 429, 'quota_exceeded'],
    ];
    for (const [headers, status, code] of cases) {
      const response = await get('/v1/forecast/pune', headers);
      expect([code, response.status]).toEqual([code, status]);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ status, code });
      expect(Number(response.headers.get('retry-after')) > 0).toBe(status === 429);
    }
    expect(seen.length).toBe(before);
  });

  it('leaves the answers of the API as they are', async () => {
    const one = await givenSubscribed(provider);
    for (const [path, status] of [
      ['/missing', 404],
      ['/boom', 500],
    ] as const) {
      const response = await get(path, { 'x-api-key': one.secret });
      expect([response.status, await response.text()]).toEqual([status, 'from the API']);
    }
  });

  it('passes a body on to the API and not to Tollgate', async () => {
    const one = await givenSubscribed(provider);
    const body = 'x'.repeat(300_000);
    const response = await fetch(`${url}/v1/forecast/x`, {
      method: 'POST',
      headers: { 'x-api-key': one.secret },
      body,
    });
    expect(response.status).toBe(200);
    expect(await usageOf(one.customer.id)).toEqual({ 'POST /v1/forecast/:city': 1 });
  });

  it('answers 503 while Tollgate is away', async () => {
    const one = await givenSubscribed(provider);
    await tollgate.close();
    const response = await get('/v1/forecast/pune', { 'x-api-key': one.secret });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.json()).toMatchObject({ code: 'metering_unavailable' });
    tollgate = await startApiServer();
  });
});

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
