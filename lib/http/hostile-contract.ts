import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { type GivenProvider, givenProvider, uniqueText } from '@/lib/testing/factories';
import { givenSubscribed, type HotCall, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { queryUsage } from '@/lib/usage';

const PATHS = ['verify', 'settle', 'events'] as const;
const NESTED = 50_000;

/** What the hot path answers to those who try to break it, whichever server answers. Nothing here is a 500. */
export function hostileContract(call: HotCall): void {
  let provider: GivenProvider;
  let one: Subscribed;
  beforeAll(async () => {
    provider = await givenProvider();
    one = await givenSubscribed(provider);
  });

  /** Sends text as it is: what JSON.stringify would never write is the point here. */
  const send = (path: (typeof PATHS)[number], body: string | Buffer, headers?: Record<string, string>) =>
    call(path, { secret: provider.secretKey, body, ...(headers && { headers }) });
  const fieldsOf = (json: Record<string, unknown>) =>
    (json.errors as { path: string }[] | undefined)?.map((error) => error.path);
  const countedOf = async ({ customer }: Subscribed) => {
    const { total } = await queryUsage(provider.ctx, { customer: customer.id, granularity: 'total' });
    return { calls: total.calls, quantity: total.quantity };
  };
  /** An event of the customer with these fields besides, as text. */
  const event = (fields: string, id = uniqueText('evt')) =>
    `{"id":"${id}","customer":"${one.customer.id}"${fields && `,${fields}`}}`;

  describe('what is not JSON', () => {
    it.each([
      ['nothing', ''],
      ['half an object', '{"key":"x"'],
      ['a trailing comma', '{"key":"x",}'],
      ['NaN', '{"key":"x","cost":NaN}'],
      ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
      ['a byte order mark', '\ufeff{}'],
    ])('%s is a 400 on every path', async (_, body) => {
      for (const path of PATHS) {
        const { status, headers, json } = await send(path, body);
        expect([path, status, json.code]).toEqual([path, 400, 'malformed']);
        expect(headers.get('content-type')).toBe('application/problem+json');
      }
    });

    it('what is JSON but no object is a 422, as is an object fifty thousand levels deep', async () => {
      const deep = (inner: string) => '['.repeat(NESTED / 2) + inner + ']'.repeat(NESTED / 2);
      for (const body of ['null', '7', '"text"', '[]', deep('1')]) {
        expect((await send('verify', body)).status).toBe(422);
        expect((await send('settle', body)).status).toBe(422);
      }
      const { status, json } = await send('verify', `{"key":"x","scopes":${deep('')}}`);
      expect([status, fieldsOf(json)]).toEqual([422, ['scopes[0]']]);
    });

    it('a gzip that is cut short is a 400; an encoding other than gzip a 415', async () => {
      const gzip = gzipSync(event(''));
      const cut = await send('events', gzip.subarray(0, gzip.length - 9), { 'content-encoding': 'gzip' });
      expect([cut.status, cut.json.code]).toEqual([400, 'malformed']);
      const brotli = await send('events', gzip, { 'content-encoding': 'br' });
      expect([brotli.status, brotli.json.code]).toEqual([415, 'unsupported_media_type']);
    });
  });

  describe('fields', () => {
    it('of the prototype are unknown fields like any other', async () => {
      const body = `{"key":"${one.secret}","__proto__":{"dryRun":true},"constructor":1}`;
      const { status, json } = await send('verify', body);
      expect([status, fieldsOf(json)?.sort()]).toEqual([422, ['__proto__', 'constructor']]);
      const settled = await send('settle', '{"settlements":[{"id":"use_x","cost":0,"__proto__":{}}]}');
      expect([settled.status, fieldsOf(settled.json)]).toEqual([422, ['settlements[0].__proto__']]);
      const events = await send('events', event('"__proto__":{"quantity":5}'));
      expect(events.json).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'invalid_event' }] });
      expect(({} as Record<string, unknown>).dryRun).toBeUndefined();
    });

    it('by the thousand are answered with a bounded list', async () => {
      const many = Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`f${n}`, 1]));
      const { status, json } = await send('verify', JSON.stringify({ key: one.secret, ...many }));
      expect([status, fieldsOf(json)?.length]).toEqual([422, 100]);
      const long = await send('verify', JSON.stringify({ key: one.secret, ['x'.repeat(60_000)]: 1 }));
      expect(long.status).toBe(422);
      expect(JSON.stringify(long.json).length).toBeLessThan(2_000);
      const longest = await send('events', event(`"${'x'.repeat(100_000)}":1`));
      expect(JSON.stringify(longest.json).length).toBeLessThan(2_000);
    });

    it.each([
      ['U+0000', '\\u0000'],
      ['half a surrogate pair', '\\ud83d'],
    ])('with %s are refused by name, and cost no neighbour its place', async (_, bad) => {
      for (const field of ['customer', 'endpoint', 'idempotencyKey']) {
        const customer = field === 'customer' ? '' : `"customer":"${one.customer.id}",`;
        const { status, json } = await send('verify', `{${customer}"${field}":"ext:a${bad}b"}`);
        expect([status, fieldsOf(json)]).toEqual([422, [field]]);
      }
      expect((await send('verify', `{"key":"sk_live_${bad}"}`)).json).toMatchObject({ code: 'invalid_key' });
      expect((await send('verify', `{"key":"${one.secret}","meter":"a${bad}"}`)).status).toBe(422);
      expect((await send('settle', `{"settlements":[{"id":"use_${bad}","cost":1}]}`)).json).toMatchObject({
        rejected: [{ index: 0, code: 'unknown_id' }],
      });
      const batch = [
        event(''),
        event(`"endpoint":"${bad}"`),
        event('', `${uniqueText('evt')}${bad}`),
        event(`"properties":{"a":"${bad}"}`),
        event(`"properties":{"${bad}":1}`),
        event(`"meter":"${bad}"`),
        `{"id":"${uniqueText('evt')}","customer":"ext:${bad}"}`,
        event('"properties":{"path":"\\\\u0000 \\ud83d\\ude00"}'),
      ];
      const { json } = await send('events', `[${batch.join(',')}]`);
      expect(json).toMatchObject({ accepted: 2, duplicates: 0 });
      expect((json.rejected as { code: string }[]).map((rejected) => rejected.code)).toEqual([
        'invalid_event',
        'invalid_event',
        'invalid_event',
        'invalid_event',
        'unknown_meter',
        'invalid_event',
      ]);
    });
  });

  describe('quantities', () => {
    const BAD = ['-1', '-0.000001', '1e400', '"-1"', '"1e3"', '"NaN"', '"Infinity"', '""', '" 1"', '1e16'];
    const TOO_LONG = [
      '"12345678901234567890"',
      '"0.1234567890123"',
      '12345678901234567890',
      'true',
      '{}',
      '[1]',
    ];

    it.each([...BAD, ...TOO_LONG])('%s is refused by name everywhere', async (text) => {
      const verify = await send('verify', `{"key":"${one.secret}","cost":${text}}`);
      expect([verify.status, new Set(fieldsOf(verify.json))]).toEqual([422, new Set(['cost'])]);
      const settle = await send('settle', `{"settlements":[{"id":"use_x","cost":${text}}]}`);
      expect([settle.status, fieldsOf(settle.json)?.[0]]).toEqual([422, 'settlements[0].cost']);
      const events = await send('events', event(`"quantity":${text}`));
      expect(events.json).toMatchObject({ accepted: 0, rejected: [{ code: 'invalid_event' }] });
      expect((events.json.rejected as { message: string }[])[0]?.message).toContain('quantity');
    });

    it('are kept exactly where they are allowed, to the last of sixteen digits and twelve places', async () => {
      const two = await givenSubscribed(provider);
      const costs = ['0', '-0', '0.1', '"0.2"', '"0.000000000001"', '1e-7', '"999999999999999.5"'];
      const ids = costs.map((_, n) => `${two.keyId}-${n}`);
      const body = costs.map(
        (cost, n) => `{"id":"${ids[n]}","customer":"${two.customer.id}","quantity":${cost}}`,
      );
      expect((await send('events', `[${body.join(',')}]`)).json).toMatchObject({ accepted: costs.length });
      const { rows } = await runtime().pool.query(
        'SELECT sum(quantity)::text AS quantity FROM ledger.usage_rollup WHERE provider_id = $1 AND customer_id = $2',
        [provider.ctx.provider.id, two.customer.id],
      );
      expect(rows).toEqual([{ quantity: '999999999999999.800000100001' }]);
    });
  });

  describe('bodies of events', () => {
    it('of NDJSON may hold blank lines and carriage returns, and keep their order in the answer', async () => {
      const lines = ['', event(''), '   ', '{}', '\t', event('').replace('}', ',}'), event('')];
      const { json } = await send('events', `${lines.join('\r\n')}\r\n\r\n`, {
        'content-type': 'application/x-ndjson; charset=utf-8',
      });
      expect(json).toMatchObject({ accepted: 2, rejected: [{ index: 1 }, { index: 2 }] });
    });

    it('of more than ten thousand are a 413 in every form', async () => {
      const many = Array(10_001).fill('{}');
      const cloud = { 'content-type': 'application/cloudevents-batch+json' };
      const ndjson = { 'content-type': 'application/x-ndjson' };
      for (const [body, headers] of [
        [`[${many.join(',')}]`, {}],
        [`[${many.join(',')}]`, cloud],
        [many.join('\n'), ndjson],
      ] as const) {
        const { status, json } = await send('events', body, headers);
        expect([status, json.code]).toEqual([413, 'payload_too_large']);
      }
    });

    it('nested fifty thousand levels deep are rejected alone', async () => {
      const deep = '['.repeat(NESTED) + ']'.repeat(NESTED);
      const plain = await send('events', `[${event(`"properties":{"a":${deep}}`)},${event('')}]`);
      expect(plain.json).toMatchObject({ accepted: 1, rejected: [{ index: 0, code: 'invalid_event' }] });
      const attributes = `"specversion":"1.0","source":"/a","type":"calls","subject":"${one.customer.id}"`;
      const cloud = (data: string) => `{"id":"${uniqueText('evt')}",${attributes},"data":${data}}`;
      const { json } = await send('events', `[${cloud(`{"a":${deep}}`)},${cloud('{}')}]`, {
        'content-type': 'application/cloudevents-batch+json',
      });
      expect(json).toMatchObject({ accepted: 1, rejected: [{ index: 0, code: 'invalid_event' }] });
    });

    it('of a single CloudEvent count; each broken attribute is named', async () => {
      const two = await givenSubscribed(provider);
      const good = { specversion: '1.0', id: 'a', source: '/s', type: 'calls', subject: two.customer.id };
      const headers = { 'content-type': 'application/cloudevents+json' };
      const cloud = async (changes: object) =>
        (await send('events', JSON.stringify({ ...good, ...changes }), headers)).json;
      expect(await cloud({ data: { quantity: '2.5', status: 200 } })).toMatchObject({ accepted: 1 });
      for (const name of ['id', 'source', 'type', 'subject', 'specversion']) {
        const { rejected } = await cloud({ [name]: 7 });
        expect((rejected as { message: string }[])[0]?.message).toContain(name);
      }
      expect(await cloud({ id: 'b', data: 'text' })).toMatchObject({ rejected: [{ code: 'invalid_event' }] });
      expect(await cloud({ id: 'c', time: 'noon' })).toMatchObject({ rejected: [{ code: 'invalid_event' }] });
      expect(await countedOf(two)).toEqual({ calls: 1, quantity: 2.5 });
    });

    it('of any content type are read as JSON: clients forget to set it', async () => {
      for (const type of ['text/plain', 'application/xml', '', 'nonsense']) {
        expect((await send('events', event(''), { 'content-type': type })).json).toMatchObject({
          accepted: 1,
        });
      }
    });
  });
}
