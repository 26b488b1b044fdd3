import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe } from 'vitest';
import { POST as events, PUT as eventsPut } from '@/app/api/v1/events/route';
import { POST as settle, PUT as settlePut } from '@/app/api/v1/settle/route';
import { POST as verify, PUT as verifyPut } from '@/app/api/v1/verify/route';
import type { HotCall } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { fastLane } from './fast-lane';
import { hostileContract } from './hostile-contract';
import { hotPathContract } from './hot-path-contract';

useRuntime();

const headersOf = (secret: string | undefined, headers: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  ...(secret && { authorization: `Bearer ${secret}` }),
  ...headers,
});

const jsonOf = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  json: (await response.json()) as never,
});

describe('the fast lane', () => {
  const server = createServer((request, response) => {
    if (!fastLane(request, response)) response.writeHead(404).end();
  });
  // As the product's own server has both: two thousand callers at once, on a slow machine, must all get in.
  server.keepAliveTimeout = 65_000;
  let base = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) =>
      server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve),
    );
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const call: HotCall = async (path, { secret, body, headers, method = 'POST' }) =>
    jsonOf(
      await fetch(`${base}/${path}`, { method, headers: headersOf(secret, headers), body: body as BodyInit }),
    );
  hotPathContract(call);
  hostileContract(call);
});

describe('the route handlers', () => {
  const handlers = {
    verify: { POST: verify, PUT: verifyPut },
    settle: { POST: settle, PUT: settlePut },
    events: { POST: events, PUT: eventsPut },
  };
  const call: HotCall = async (path, { secret, body, headers, method = 'POST' }) => {
    const request = new Request(`http://localhost/api/v1/${path}`, {
      method,
      headers: headersOf(secret, headers),
      body: body as BodyInit,
    });
    const handler = handlers[path][method as 'POST' | 'PUT'];
    return jsonOf(await handler(request, { params: Promise.resolve({}) }));
  };
  hotPathContract(call);
  hostileContract(call);
});
