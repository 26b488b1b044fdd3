import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ApiServer, startApiServer } from '@/app/api/testing/api-server';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { projectWithSdk } from './installed-package';

useRuntime();

const SNIPPETS = [...readFileSync('sdk/README.md', 'utf8').matchAll(/^```js ?(\S*)\n([\s\S]*?)^```$/gm)].map(
  ([, name = '', source = '']) => ({ name, source }),
);
const SERVERS = ['express.mjs', 'fastify.mjs', 'koa.mjs', 'hono.mjs', 'node.mjs'];
const HANDLERS: Record<string, string> = {
  'next.mjs': "(await import('./next.mjs')).GET(request, { params: Promise.resolve({ city: 'pune' }) })",
  'fetch.mjs': "(await import('./fetch.mjs')).default.fetch(request)",
};
const SCRIPTS = ['spool.mjs', 'lease.mjs', 'client.mjs'];

let project: string;
let provider: GivenProvider;
let tollgate: ApiServer;
beforeAll(async () => {
  project = await projectWithSdk();
  for (const { name, source } of SNIPPETS) writeFileSync(join(project, name), source);
  provider = await givenProvider();
  tollgate = await startApiServer();
});
afterAll(async () => {
  await tollgate.close();
  rmSync(project, { recursive: true });
});

const settings = () => ({ TOLLGATE_URL: tollgate.url, TOLLGATE_SECRET: provider.secretKey });

it('every snippet of the README is run below', () => {
  const names = SNIPPETS.map(({ name }) => name);
  expect(names.sort()).toEqual([...SERVERS, ...Object.keys(HANDLERS), ...SCRIPTS].sort());
});

describe.each(SERVERS)('%s', (name) => {
  let child: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/forecast/pune`;
    const env = { ...process.env, ...settings(), PORT: String(port) };
    child = spawn(process.execPath, [name], { cwd: project, env, stdio: ['ignore', 'inherit', 'inherit'] });
    await vi.waitFor(async () => expect((await fetch(url)).status).toBe(401), {
      timeout: 60_000,
      interval: 100,
    });
  });
  afterAll(() => void child.kill('SIGKILL'));

  it('serves a paying caller, and has told of the call when it is stopped', async () => {
    const one = await givenSubscribed(provider);
    // The first call of all may find Tollgate slow; it is counted in any case.
    const response = await fetch(url, { headers: { authorization: `Bearer ${one.secret}` } });
    expect(response.status).toBe(200);
    await response.text();
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    const query = { customer: one.customer.id, granularity: 'total', groupBy: 'status' } as const;
    const { data } = await queryUsage(provider.ctx, query);
    expect(data).toMatchObject([{ group: '200', calls: 1, quantity: name === 'express.mjs' ? 2 : 1 }]);
  });
});

it.each(Object.entries(HANDLERS))('%s serves a paying caller', async (_name, expression) => {
  const one = await givenSubscribed(provider);
  writeFileSync(
    join(project, 'ask.mjs'),
    `const request = new Request('http://localhost/api/forecast/pune', { headers: { 'x-api-key': '${one.secret}' } });
    const response = await ${expression};
    console.log(response.status, await response.text());
    process.exit();`,
  );
  expect(await run('ask.mjs')).toMatch(/^200 .*"plan":/);
});

it.each(SCRIPTS)('%s runs to its end', async (name) => {
  const printed = await run(name);
  if (name === 'client.mjs') expect(printed).toMatch(/^sk_live_\n[\s\S]*Acme\n4\d\d /);
  else expect(printed).toBe('');
});

async function run(name: string): Promise<string> {
  const env = { ...process.env, ...settings() };
  const child = spawn(process.execPath, [name], { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return printed.trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
