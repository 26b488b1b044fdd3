import { describe, expect, it } from 'vitest';
import { getShownDocument } from '@/lib/api-docs';
import { contextOf, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'WeatherNow', version: '7' },
  paths: {
    '/z': { get: { responses: { '200': { description: 'ok' } } }, parameters: [] },
    '/a': { post: { responses: { '200': { $ref: '#/components/responses/Ok' } } } },
  },
  components: { responses: { Ok: { description: 'ok' } } },
};

const YAML = `openapi: 3.0.3
info: {title: From text, version: "1"}
paths: {}
`;

describe('the description of a provider’s API', () => {
  it('is answered as it was given, in its order, until it is replaced or taken away', async () => {
    const http = api((await givenProvider()).secretKey);
    expect((await http.get('/api-document')).status).toBe(404);
    const put = await http.put('/api-document', { document: DOCUMENT });
    expect(put).toMatchObject({ status: 200, body: { title: 'WeatherNow', version: '7', operations: 2 } });
    const got = (await http.get('/api-document')).body;
    expect(got).toEqual(put.body);
    expect(Object.keys(got.document.paths)).toEqual(['/z', '/a']);

    expect((await http.put('/api-document', { document: YAML })).body).toMatchObject({
      ...{ title: 'From text', openapi: '3.0.3', operations: 0 },
    });
    const { data } = (await http.get('/audit?action=api_document.published')).body;
    expect(data).toHaveLength(2);
    expect((await http.delete('/api-document')).body).toEqual({ deleted: true });
    expect((await http.get('/api-document')).status).toBe(404);
    expect((await http.delete('/api-document')).status).toBe(404);
  });

  it('belongs to one account', async () => {
    const [one, other] = [await givenProvider(), await givenProvider()];
    await api(one.secretKey).put('/api-document', { document: DOCUMENT });
    expect((await api(other.secretKey).get('/api-document')).status).toBe(404);
    expect((await api(other.secretKey).delete('/api-document')).status).toBe(404);
    expect((await api(one.secretKey).get('/api-document')).status).toBe(200);
  });

  it.each([
    ['no OpenAPI at all', { document: { hello: 'world' } }, 'document.openapi'],
    ['Swagger 2.0', { document: { swagger: '2.0', info: {}, paths: {} } }, 'document.openapi'],
    ['a list', { document: [] }, 'document'],
    ['broken text', { document: 'a: [1' }, 'document'],
    ['a file’s name', { document: '/etc/passwd' }, 'document'],
    ['a missing part', { document: { ...DOCUMENT, info: { title: 'X' } } }, 'document.info'],
    [
      'a wrong part, by its place',
      { document: { ...DOCUMENT, paths: { '/a': { get: { parameters: [{ name: 'q' }], responses: {} } } } } },
      'document.paths["/a"].get.parameters[0]',
    ],
    [
      'a reference that leads elsewhere',
      { document: { ...DOCUMENT, components: { responses: { Ok: { $ref: 'http://169.254.169.254/x' } } } } },
      'document',
    ],
    ['aliases that explode', { document: bomb() }, 'document'],
    ['brackets without end', { document: `${'['.repeat(20_000)}${']'.repeat(20_000)}` }, 'document'],
    ['something deep', deep(20_000), 'document'],
  ])('422 for %s, and the one before stays', async (_what, body: unknown, path) => {
    const http = api((await givenProvider()).secretKey);
    await http.put('/api-document', { document: YAML });
    const { status, body: problem } = await http.put('/api-document', body);
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'validation_failed' });
    expect(problem.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await http.get('/api-document')).body.title).toBe('From text');
  });

  it('is shown with a server and a place for the key where it names none', async () => {
    const { secretKey, ctx: owner } = await givenProvider();
    const http = api(secretKey);
    await http.patch('/provider', { branding: { apiUrl: 'https://api.weathernow.example' } });
    await http.put('/api-document', { document: DOCUMENT });
    const ctx = await contextOf(owner.provider.slug);
    const added = await getShownDocument(ctx);
    expect(added.document).toMatchObject({ servers: [{ url: 'https://api.weathernow.example' }] });
    expect(added.keyScheme).toBe('ApiKey');

    const components = { securitySchemes: { Header: { type: 'apiKey', in: 'header', name: 'X-API-Key' } } };
    const servers = [{ url: 'https://{region}.weather.example', variables: { region: { default: 'eu' } } }];
    const own = { ...DOCUMENT, paths: {}, components, servers };
    await http.put('/api-document', { document: own });
    expect(await getShownDocument(ctx)).toMatchObject({ document: own, keyScheme: 'Header' });
  });
});

/** Nine levels of nine aliases each: a few hundred bytes that would become a billion. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const name = String.fromCharCode(97 + level);
    const before = level === 0 ? '"x"' : `*${String.fromCharCode(96 + level)}`;
    return `${name}: &${name} [${Array(9).fill(before).join(',')}]`;
  });
  return `openapi: 3.1.0\n${levels.join('\n')}\n`;
}

/** A body as text: what is nested so deeply cannot be written by JSON.stringify either. */
function deep(depth: number): string {
  const inner = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  return `{"document":{"openapi":"3.1.0","info":{"title":"X","version":"1"},"paths":{},"x-deep":${inner}}}`;
}
