import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROUTES } from '@/app/api/openapi.json/operations';
import { buildOpenApi } from '@/lib/http/openapi';
import { type ConnectionOptions, Tollgate, TollgateConnectionError, TollgateError } from '../src';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let baseUrl: string;
let answers: Answer[];
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];

beforeEach(async () => {
  answers = [];
  seen = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => {
  seen = [];
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };
const away = json(503, { status: 503, code: 'unavailable', detail: 'Away.' }, { 'retry-after': '0' });
const drop: Answer = (request) => request.socket.destroy();
const silence: Answer = () => undefined;

const client = (options: Partial<ConnectionOptions> = {}) =>
  new Tollgate({ baseUrl, secretKey: 'tg_test_x', ...options });
const newCustomer = { name: 'Acme', email: 'acme@example.com' };

describe('a request', () => {
  it('is sent where its name says, with the secret', async () => {
    answers = [json(200, { id: 'cus_1' })];
    expect(await client().customers.get('ext:a/b c')).toEqual({ id: 'cus_1' });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/api/v1/customers/ext%3Aa%2Fb%20c' });
    expect(seen[0]?.headers.authorization).toBe('Bearer tg_test_x');
  });

  it('is repeated with the same idempotency key, made once per call', async () => {
    answers = [drop, away, json(201, { id: 'cus_1' })];
    const tollgate = client();
    await tollgate.customers.create(newCustomer);
    await tollgate.customers.create(newCustomer);
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
    await tollgate.customers.create(newCustomer, { idempotencyKey: 'mine' });
    expect(seen.at(-1)?.headers['idempotency-key']).toBe('mine');
  });

  it('is repeated as often as it was told to', async () => {
    answers = [away];
    await expect(client({ maxRetries: 1 }).customers.get('cus_1')).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(2);
  });

  it('is not repeated where that could count twice: a verify without a key of its own', async () => {
    answers = [away];
    const tollgate = client();
    await expect(tollgate.verify({ key: 'k' })).rejects.toThrow(TollgateError);
    expect(seen).toHaveLength(1);
    await expect(tollgate.verify({ key: 'k', idempotencyKey: 'once' })).rejects.toThrow(TollgateError);
    expect(seen).toHaveLength(4);
  });

  it('is not repeated where it would be refused again, and says which field was wrong', async () => {
    const errors = [{ path: 'email', code: 'invalid_format', message: 'No address.' }];
    const problem = {
      type: '/docs/errors#x',
      title: 'Bad',
      status: 422,
      code: 'validation_failed',
      detail: 'email: …',
    };
    answers = [json(422, { ...problem, requestId: 'req_1', errors })];
    const error = await client()
      .customers.create(newCustomer)
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(TollgateError);
    expect(error).toMatchObject({ ...problem, requestId: 'req_1', errors });
    expect(seen).toHaveLength(1);
  });

  it('waits no longer than the caller likes where Retry-After asks for hours', async () => {
    answers = [
      json(429, { status: 429, code: 'too_many_requests', detail: 'Later.' }, { 'retry-after': '7200' }),
    ];
    const error = await client()
      .customers.get('cus_1')
      .catch((caught) => caught);
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 7200 });
    expect(seen).toHaveLength(1);
  });

  it('ends when no answer comes in time, and when its signal says so', async () => {
    answers = [silence];
    const error = await client({ timeoutMs: 30, maxRetries: 1 })
      .customers.get('cus_1')
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(TollgateConnectionError);
    expect(error.isTimeout).toBe(true);
    expect(seen).toHaveLength(2);
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(client().customers.get('cus_1', { signal: stopped })).rejects.toThrow('enough');
  });

  it('makes a TollgateError of an answer that is no problem document', async () => {
    answers = [(_request, response) => response.writeHead(404).end('<html>')];
    await expect(client().customers.get('cus_1')).rejects.toMatchObject({
      status: 404,
      code: 'unexpected_answer',
    });
  });
});

describe('a list', () => {
  it('is a page when awaited and every item when iterated', async () => {
    answers = [
      (request, response) => {
        const cursor = new URL(request.url ?? '', baseUrl).searchParams.get('cursor');
        const page = cursor
          ? { data: [{ id: 'c' }], nextCursor: null }
          : { data: [{ id: 'a' }, { id: 'b' }], nextCursor: 'n' };
        json(200, page)(request, response, '');
      },
    ];
    const tollgate = client();
    expect((await tollgate.customers.list({ limit: 2 })).nextCursor).toBe('n');
    const ids: string[] = [];
    for await (const { id } of tollgate.customers.list({ limit: 2 })) ids.push(id);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect((await tollgate.customers.list().all()).length).toBe(3);
    expect(seen.map(({ url }) => url.split('?')[1] ?? '')).toContain('limit=2&cursor=n');
  });
});

/** For gateways, which ask in headers. */
const WITHOUT_METHOD = ['GET /api/v1/auth-request'];

it('every operation of the API has a method', async () => {
  const { paths } = buildOpenApi(ROUTES, 'http://localhost') as unknown as { paths: Record<string, object> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, 'x')}`),
  );
  answers = [json(200, { data: [], nextCursor: null })];
  await callAll(client() as unknown as Record<string, unknown>);
  const called = new Set(seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`));
  expect(operations.filter((operation) => !called.has(operation))).toEqual(WITHOUT_METHOD);
});

/** Calls every method with an "x" for each id; a body or query is never mistaken for one. */
async function callAll(node: Record<string, unknown>): Promise<void> {
  for (const [name, member] of Object.entries(node)) {
    if (name === 'request' || name === 'pages') continue;
    if (typeof member === 'function') {
      await member('x').then(null, () => member());
      continue;
    }
    await callAll(member as Record<string, unknown>);
  }
}
