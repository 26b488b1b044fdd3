import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { startTcpProxy, type TcpProxy } from '@/lib/testing/tcp-proxy';
import { announcements, type ChangeListener } from './announcements';
import { runtime } from './runtime';
import { startRuntime, stopRuntime } from './start';

/** More than a heartbeat and its patience, on a machine that is busy. */
const NOTICED = { timeout: 20_000, interval: 20 };

let proxy: TcpProxy;
beforeAll(async () => {
  const url = new URL(inject('databaseUrl'));
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  await startRuntime({
    databaseUrl: url.href,
    redisNodes: null,
    authSecret: 'a secret that only tests use, 32 characters',
  });
});
afterAll(async () => {
  await stopRuntime();
  await proxy?.stop();
});

it('a connection that falls silent is given up: everything is forgotten, and heard again once it is back', async () => {
  const heard: Parameters<ChangeListener>[0][] = [];
  announcements().subscribe((change) => heard.push(change));
  expect(announcements().isListening).toBe(true);
  proxy.stall();
  await vi.waitFor(() => expect(announcements().isListening).toBe(false), NOTICED);
  expect(heard).toEqual([null]);
  proxy.resume();
  await vi.waitFor(() => expect(announcements().isListening).toBe(true), NOTICED);
  expect(heard).toEqual([null, null]);
  await runtime().pool.query("SELECT pg_notify('tollgate_access', 'prv_1:cus_2')");
  await announcements().barrier();
  expect(heard).toContainEqual({ providerId: 'prv_1', customerId: 'cus_2' });
}, 60_000);
