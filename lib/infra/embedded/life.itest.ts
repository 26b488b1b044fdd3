import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type BundledProcess, startProcess } from '@/lib/testing/bundled-process';
import { isAlive } from './users';

interface Urls {
  postgres: string;
  redis: string | null;
}

let dataDir: string;
let started: BundledProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tollgate-life-'));
  started = [];
});

afterEach(async () => {
  // Whoever is left, then the servers themselves, by one more user that leaves in order.
  for (const user of started) await user.end('SIGKILL');
  const last = await startUser();
  await last.user.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

async function startUser(): Promise<{ user: BundledProcess; urls: Urls }> {
  const user = await startProcess('lib/testing/service-user.ts', { DATA_DIR: dataDir });
  started.push(user);
  return { user, urls: JSON.parse(await user.firstLine) };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const remember = (url: string) => query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
const recall = (url: string) => query(url, 'SELECT answer FROM kept');

function serverPid(): number {
  const file = join(dataDir, 'postgres/data/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

describe('the embedded services', () => {
  test('are joined by a second process, and the last one to leave stops them', async () => {
    const first = await startUser();
    await remember(first.urls.postgres);
    const second = await startUser();
    expect(second.urls).toEqual(first.urls);

    const pid = serverPid();
    expect(await first.user.end('SIGTERM')).toBe(0);
    expect(await recall(second.urls.postgres)).toEqual([{ answer: 42 }]);
    expect(await second.user.end('SIGTERM')).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('keep the data from one start to the next', async () => {
    const first = await startUser();
    await remember(first.urls.postgres);
    await first.user.end('SIGTERM');
    expect(await recall((await startUser()).urls.postgres)).toEqual([{ answer: 42 }]);
  });

  test('started by two processes at the same moment are one', async () => {
    const [first, second] = await Promise.all([startUser(), startUser()]);
    expect(second.urls).toEqual(first.urls);
  });

  test('of a process that was killed are taken over by the next, which stops them', async () => {
    const first = await startUser();
    await remember(first.urls.postgres);
    await first.user.end('SIGKILL');

    const pid = serverPid();
    const second = await startUser();
    expect(await recall(second.urls.postgres)).toEqual([{ answer: 42 }]);
    await second.user.end('SIGTERM');
    expect(isAlive(pid)).toBe(false);
  });

  test('that died with their process start again with the data', async () => {
    const first = await startUser();
    await remember(first.urls.postgres);
    process.kill(serverPid(), 'SIGKILL');
    await first.user.end('SIGKILL');
    expect(await recall((await startUser()).urls.postgres)).toEqual([{ answer: 42 }]);
  });

  test.each([100, 400, 900])('start after a first start that was killed after %i ms', async (waitMs) => {
    const killed = await startProcess('lib/testing/service-user.ts', { DATA_DIR: dataDir });
    await sleep(waitMs);
    await killed.end('SIGKILL');
    const { urls } = await startUser();
    expect(await query(urls.postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('start where a dead process left its lock and its name among the users', async () => {
    const dead = String(2 ** 22 - 1);
    for (const folder of ['lock', 'users']) mkdirSync(join(dataDir, 'postgres', folder), { recursive: true });
    writeFileSync(join(dataDir, 'postgres/lock/pid'), dead);
    writeFileSync(join(dataDir, 'postgres/users', dead), '');
    const first = await startUser();
    const pid = serverPid();
    await first.user.end('SIGTERM');
    expect(isAlive(pid)).toBe(false);
  });

  test('stay up under a server while a shell command comes and goes', async () => {
    const server = await startUser();
    const pid = serverPid();
    const command = await startProcess('lib/infra/migrate-command.ts', { DATA_DIR: dataDir });
    expect(await command.firstLine).toContain('Applied');
    await sleep(500);
    expect(serverPid()).toBe(pid);
    expect(isAlive(pid)).toBe(true);
    await remember(server.urls.postgres);
  });

  test.skipIf(inject('redisUrl') === null)('count in one Redis, which ends with its last user', async () => {
    const first = await startUser();
    const second = await startUser();
    const pid = Number(readFileSync(join(dataDir, 'redis/server.pid'), 'utf8'));
    const redis = new Redis(first.urls.redis as string);
    await redis.set('counted', 1);
    await first.user.end('SIGKILL');
    expect(await redis.get('counted')).toBe('1');
    redis.disconnect();
    await second.user.end('SIGTERM');
    expect(isAlive(pid)).toBe(false);
  });
});
