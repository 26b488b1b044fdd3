import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { fastLane } from './fast-lane';
import { refuseUnreadable } from './refuse-unreadable';

/* The fast lane on the wire: what no client library would send. */

useRuntime();

const server = createServer(
  { requestTimeout: 300, headersTimeout: 300, connectionsCheckingInterval: 50 },
  (request, response) => {
    if (!fastLane(request, response)) response.writeHead(404).end();
  },
);
server.on('clientError', refuseUnreadable);

let provider: GivenProvider;
let one: Subscribed;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  provider = await givenProvider();
  one = await givenSubscribed(provider);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = () => connect((server.address() as AddressInfo).port, '127.0.0.1');

/** All that the server says over one connection until it closes it. */
async function said(text: string, { half = false } = {}): Promise<string> {
  const socket = open();
  socket.setEncoding('utf8');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.write(text);
  if (half) socket.end();
  await once(socket, 'close');
  return heard;
}

function request(method: string, body: string, headers: string[] = []): string {
  const lines = [
    `${method} /api/v1/verify HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${provider.secretKey}`,
    ...(headers.some((header) => /^(content-length|transfer)/i.test(header))
      ? headers
      : [...headers, `Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const verify = () => JSON.stringify({ key: one.secret });
const callsOf = async () =>
  (await queryUsage(provider.ctx, { customer: one.customer.id, granularity: 'total' })).total.calls;

it('answers requests sent in one piece one after the other, in their order', async () => {
  const before = await callsOf();
  const asked = [verify(), '{"key":"wrong"}', '{', verify()].map((body) => request('POST', body));
  const heard = await said(asked.join('') + request('POST', verify(), ['Connection: close']));
  const codes = [...heard.matchAll(/"code":"(\w+)"/g)].map((match) => match[1]);
  expect(codes).toEqual(['ok', 'invalid_key', 'malformed', 'ok', 'ok']);
  expect(await callsOf()).toBe(before + 3);
});

it('answers HEAD and OPTIONS with a 405 that names POST, the HEAD without a body', async () => {
  const head = await said(request('HEAD', '', ['Connection: close']));
  expect(head).toMatch(/^HTTP\/1\.1 405 .*allow: POST\r\n/s);
  expect(head.split('\r\n\r\n')[1]).toBe('');
  const options = await said(request('OPTIONS', '', ['Connection: close']));
  expect(options).toMatch(/^HTTP\/1\.1 405 .*application\/problem\+json.*"code":"method_not_allowed"/s);
});

it('reads a body in chunks like any other', async () => {
  const body = `5\r\n${verify().slice(0, 5)}\r\n${(verify().length - 5).toString(16)}\r\n${verify().slice(5)}\r\n0\r\n\r\n`;
  const heard = await said(request('POST', body, ['Transfer-Encoding: chunked', 'Connection: close']));
  expect(heard).toContain('"code":"ok"');
});

it('counts nothing of a body that ends early, and goes on serving others', async () => {
  const before = await callsOf();
  await said(request('POST', verify(), ['Content-Length: 1000']), { half: true });
  expect(await said(request('POST', verify(), ['Connection: close']))).toContain('"code":"ok"');
  expect(await callsOf()).toBe(before + 1);
});

it('gives up a request that does not come whole in time, with a problem document', async () => {
  const others = Array.from({ length: 50 }, () => said(request('POST', '{"key":', ['Content-Length: 1000'])));
  expect(await said(request('POST', verify(), ['Connection: close']))).toContain('"code":"ok"');
  for (const heard of await Promise.all(others)) {
    expect(heard).toMatch(/^HTTP\/1\.1 408 .*application\/problem\+json.*"code":"request_timeout"/s);
  }
});

it.each([
  ['what is not HTTP', 'hello\r\n\r\n', 400, 'malformed'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    400,
    'malformed',
  ],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
])('answers %s with a problem document and closes', async (_, text, status, code) => {
  const heard = await said(text);
  expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code });
});
