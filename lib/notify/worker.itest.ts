import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { startProcess } from '@/lib/testing/bundled-process';
import { givenCustomer, givenKey, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { startReceiver, type WebhookReceiver } from '@/lib/testing/webhook-receiver';
import { createWebhookEndpoint } from './index';

process.env.WEBHOOKS_TO_PRIVATE = '1';
useRuntime();

let receiver: WebhookReceiver;
let folder: string;
beforeAll(async () => {
  receiver = await startReceiver();
  folder = await mkdtemp(join(tmpdir(), 'notify-'));
});
afterAll(async () => {
  await receiver.close();
  await rm(folder, { recursive: true });
});

const startWorker = async () => {
  const worker = await startProcess('lib/testing/notify-worker.ts', {
    DATABASE_URL: runtime().databaseUrl,
    AUTH_SECRET: runtime().authSecret,
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    WEBHOOKS_TO_PRIVATE: '1',
  });
  await worker.firstLine;
  return worker;
};

it('what a process was killed with in its hands, the next one delivers; nothing is lost', async () => {
  const provider = await givenProvider();
  await createWebhookEndpoint(provider.ctx, { url: receiver.url, events: ['customer.created'] });
  // The first worker never gets an answer, so that it dies in the middle of its attempts.
  receiver.answer(() => undefined);
  const doomed = await startWorker();
  await Promise.all(Array.from({ length: 6 }, () => givenCustomer(provider.ctx)));
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(0), 20_000);
  await doomed.end('SIGKILL');
  const before = receiver.received.splice(0).map(({ headers }) => headers['webhook-id']);
  receiver.answer(204);
  // The dead worker's leases run out.
  await runtime().pool.query(
    'UPDATE webhook_delivery SET next_attempt_at = now() WHERE next_attempt_at > now()',
  );
  const next = await startWorker();
  const ids = () => new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
  await vi.waitFor(() => expect(ids().size).toBe(6), 20_000);
  for (const id of before) expect(ids()).toContain(id);
  await vi.waitFor(async () => {
    const { rows } = await runtime().pool.query('SELECT DISTINCT status FROM webhook_delivery');
    expect(rows).toEqual([{ status: 'delivered' }]);
  }, 10_000);
  await next.end('SIGKILL');
});

it('two processes deliver an event once, and write its mail once', async () => {
  const provider = await givenProvider();
  await createWebhookEndpoint(provider.ctx, { url: receiver.url, events: ['key.created'] });
  receiver.received.length = 0;
  const workers = await Promise.all([startWorker(), startWorker()]);
  const customers = await Promise.all(Array.from({ length: 8 }, () => givenCustomer(provider.ctx)));
  await Promise.all(customers.map(({ id }) => givenKey(provider.ctx, id)));
  const sent = async () =>
    (await readdir(join(folder, 'outbox')).catch(() => [])).filter((file) => /welcome.*\.eml$/.test(file));
  await vi.waitFor(async () => {
    expect(receiver.received.length).toBeGreaterThanOrEqual(8);
    expect((await sent()).length).toBeGreaterThanOrEqual(8);
    const { rows } = await runtime().pool.query(
      'SELECT count(*)::int AS waiting FROM domain_event WHERE handled_at IS NULL',
    );
    expect(rows[0].waiting).toBe(0);
  }, 20_000);
  await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
  expect(receiver.received).toHaveLength(8);
  expect(await sent()).toHaveLength(8);
});
