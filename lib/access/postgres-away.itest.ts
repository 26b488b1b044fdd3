import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, embeddedPostgres } from '@/lib/infra/embedded/postgres';
import { applyMigrations } from '@/lib/infra/migrate';
import { runtime } from '@/lib/infra/runtime';
import { startRuntime, stopRuntime } from '@/lib/infra/start';
import { revokeKey } from '@/lib/keys';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { type HotProcess, startHotProcess } from '@/lib/testing/hot-processes';
import { startTcpProxy, type TcpProxy } from '@/lib/testing/tcp-proxy';
import { newTestFolder } from '@/lib/testing/test-folder';
import { queryUsage, reconcileUsage } from '@/lib/usage';

/** Far more than any answer takes, far less than a caller's patience. */
const BOUNDED_MS = 40_000;

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = newTestFolder();
let postgres: EmbeddedPostgres;
let proxy: TcpProxy;
let provider: GivenProvider;
let hot: HotProcess;

beforeAll(async () => {
  postgres = await embeddedPostgres(folder);
  proxy = await startTcpProxy(Number(new URL(postgres.url).port));
  const url = new URL(postgres.url);
  url.port = String(proxy.port);
  await applyMigrations(url.href);
  await startRuntime({
    databaseUrl: url.href,
    redisNodes: null,
    authSecret: 'a secret that only tests use, 32 characters',
  });
  provider = await givenProvider();
  hot = await startHotProcess(url.href, null);
});
afterAll(async () => {
  await hot?.kill('SIGKILL');
  await stopRuntime();
  await proxy?.stop();
  await postgres?.release();
});

/** As a power cut does: no goodbye to anyone, and a recovery from the log at the next start. */
async function killPostgres(): Promise<void> {
  const pid = Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  // Its children finish what they are at, then notice.
  const isThere = () =>
    runtime()
      .pool.query('SELECT 1')
      .then(
        () => true,
        () => false,
      );
  while (await isThere()) await sleep(20);
}

async function restartPostgres(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      postgres = await embeddedPostgres(folder);
      proxy.target = Number(new URL(postgres.url).port);
      return;
    } catch (error) {
      // The killed server's children may take a moment to notice and leave.
      if (attempt === 20) throw error;
      await sleep(200);
    }
  }
}

interface Answered {
  status: number;
  retryAfter: string | null;
  contentType: string | null;
  json: Record<string, unknown>;
}

async function post(path: 'verify' | 'settle' | 'events', body: unknown): Promise<Answered> {
  const response = await fetch(`${hot.base}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${provider.secretKey}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(BOUNDED_MS),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    contentType: response.headers.get('content-type'),
    json: (await response.json()) as Record<string, unknown>,
  };
}

/** As a client that keeps to `Retry-After`, only more eager. */
async function untilAnswered(path: 'verify' | 'settle' | 'events', body: unknown): Promise<Answered> {
  for (;;) {
    const answer = await post(path, body);
    if (answer.status !== 503) return answer;
    await sleep(100);
  }
}

function expectUnavailable(answer: Answered): void {
  expect(answer).toMatchObject({
    status: 503,
    retryAfter: expect.stringMatching(/^[1-9]\d*$/),
    contentType: 'application/problem+json',
    json: { status: 503, code: 'unavailable' },
  });
}

const counted = async ({ customer }: Subscribed) =>
  (await queryUsage(provider.ctx, { customer: customer.id, granularity: 'total' })).total.calls;

const listeners = async () => {
  const { rows } = await runtime().pool.query(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
  );
  return rows[0].count as number;
};

const given = () => givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 1_000, hard: true }] });

/** How the database goes and comes back. */
const ABSENCES: [string, { leave(): Promise<void>; stay(): Promise<void>; comeBack(): Promise<void> }][] = [
  ['was killed and recovers', { leave: killPostgres, stay: () => sleep(300), comeBack: restartPostgres }],
  [
    'is cut off without a word',
    { leave: async () => proxy.stall(), stay: () => sleep(300), comeBack: async () => proxy.resume() },
  ],
];

describe.each(ABSENCES)('PostgreSQL %s', (_, absence) => {
  let one: Subscribed;
  beforeEach(async () => {
    one = await given();
    expect((await untilAnswered('verify', { key: one.secret })).json).toMatchObject({ quota: { used: 1 } });
  });

  it('verify, settle and events answer 503 in bounded time, and what they took is given back', async () => {
    const { json } = await post('verify', { key: one.secret });
    await absence.leave();
    const bodies: Parameters<typeof post>[] = [
      ...Array.from({ length: 8 }, (): Parameters<typeof post> => ['verify', { key: one.secret }]),
      ['settle', { settlements: [{ id: json.id, cost: 3 }] }],
      ['events', { id: `away-${one.keyId}`, customer: one.customer.id }],
    ];
    const answers = await Promise.all(bodies.map((args) => post(...args)));
    for (const answer of answers) expectUnavailable(answer);
    await absence.stay();
    await absence.comeBack();
    expect((await untilAnswered('verify', { key: one.secret })).json).toMatchObject({
      allowed: true,
      quota: { used: 3, remaining: 997 },
    });
    expect(await counted(one)).toBe(3);
    expect((await reconcileUsage(provider.ctx)).differences).toEqual([]);
  });

  it('nothing that was acknowledged is lost, and what is sent again counts once', async () => {
    const keys = new Set<string>();
    const events = new Set<string>();
    let isOver = false;
    const callers = Array.from({ length: 16 }, async (_caller, caller) => {
      for (let n = 0; !isOver; n++) {
        const id = `${one.keyId}-${caller}-${n}`;
        if (caller % 2 === 0) {
          const { json } = await untilAnswered('verify', { key: one.secret, cost: 0, idempotencyKey: id });
          expect(json).toMatchObject({ allowed: true, code: 'ok' });
          keys.add(id);
        } else {
          const { json } = await untilAnswered('events', { id, customer: one.customer.id });
          expect((json.accepted as number) + (json.duplicates as number)).toBe(1);
          events.add(id);
        }
      }
    });
    await sleep(300);
    await absence.leave();
    await absence.stay();
    await absence.comeBack();
    const enough = keys.size + events.size + 100;
    while (keys.size + events.size < enough) await sleep(10);
    isOver = true;
    await Promise.all(callers);
    expect(await counted(one)).toBe(1 + keys.size + events.size);
    expect((await reconcileUsage(provider.ctx)).differences).toEqual([]);
  });

  it('changes are heard again afterwards, over one connection a process', async () => {
    await absence.leave();
    await absence.stay();
    await absence.comeBack();
    await untilAnswered('verify', { key: one.secret });
    // This process's and the hot one's, and no third one a while later.
    while ((await listeners()) < 2) await sleep(20);
    await sleep(1_000);
    expect(await listeners()).toBe(2);
    await revokeKey(provider.ctx, { id: one.keyId });
    await sleep(250);
    expect((await post('verify', { key: one.secret })).json.code).toBe('key_revoked');
  });
});
