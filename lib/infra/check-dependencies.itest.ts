import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { checkDependencies } from './check-dependencies';
import { createPool } from './postgres';
import { type Runtime, setRuntime } from './runtime';

afterEach(() => setRuntime(undefined));

/** A runtime of which only the parts that are asked exist. */
function given(parts: { pool: unknown; redis: unknown }): void {
  setRuntime(parts as Runtime);
}

const answering = { query: async () => ({ rows: [] }), ping: async () => 'PONG' };
const failing = {
  query: () => Promise.reject(new Error('ECONNREFUSED')),
  ping: () => Promise.reject(new Error('Connection is closed.')),
};

it('is ready when all answer, and names each', async () => {
  given({ pool: answering, redis: answering });
  expect(await checkDependencies()).toEqual({
    status: 'ready',
    dependencies: { postgres: 'ok', redis: 'ok' },
  });
});

it('is degraded, not gone, without Redis: calls are still decided', async () => {
  given({ pool: answering, redis: failing });
  expect(await checkDependencies()).toEqual({
    status: 'degraded',
    dependencies: { postgres: 'ok', redis: 'down' },
  });
});

it('is unavailable without PostgreSQL, or before the services have started', async () => {
  given({ pool: failing, redis: null });
  const { status, dependencies } = await checkDependencies();
  expect([status, dependencies]).toEqual(['unavailable', { postgres: 'down', redis: 'in-process' }]);
  setRuntime(undefined);
  expect((await checkDependencies()).status).toBe('unavailable');
});

it('does not wait for a database that takes the connection and stays silent', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as { port: number };
  const pool = createPool(`postgresql://x:x@127.0.0.1:${port}/x`);
  given({ pool, redis: null });
  expect((await checkDependencies()).status).toBe('unavailable');
  silent.close();
  void pool.end().catch(() => undefined);
});
