import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { runtime } from '@/lib/infra/runtime';
import { useRuntime } from '@/lib/testing/runtime';
import { useShell } from '@/lib/testing/shell';
import { checkDatabase } from './check-database';
import { checkMail, checkRedis } from './check-services';
import { checkDisk, checkSettings } from './check-settings';
import type { Finding } from './finding';

useRuntime();

const shell = useShell();

const about = (findings: Finding[], check: string) => findings.find((one) => one.check === check);

describe('tollgate doctor', () => {
  it('prints one JSON object that names every check, and no secret', async () => {
    const code = await shell.tollgate('doctor', '--json');
    const printed = shell.printed() as { status: string; failed: number; checks: Finding[] };
    const names = printed.checks.map(({ check }) => check);
    expect(names).toEqual(
      expect.arrayContaining(['settings', 'auth secret', 'address', 'workers', 'disk', 'database', 'clock']),
    );
    expect(names).toEqual(
      expect.arrayContaining(['migrations', 'partitions', 'queue', 'redis', 'mail', 'stripe', 'server']),
    );
    expect(about(printed.checks, 'migrations')?.status).toBe('ok');
    expect(about(printed.checks, 'clock')?.status).toBe('ok');
    expect(shell.out).not.toContain(runtime().authSecret);
    expect(shell.out).not.toContain(new URL(runtime().databaseUrl).password || 'no password');
    expect(code).toBe(printed.failed > 0 ? 1 : 0);
  });

  it('finds a database that lacks migrations', async () => {
    const url = new URL(runtime().databaseUrl);
    const name = `doctor_${process.pid}`;
    await runtime().pool.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    try {
      url.pathname = `/${name}`;
      const findings = await checkDatabase(url.href);
      expect(about(findings, 'migrations')).toMatchObject({ status: 'failed' });
      expect(about(findings, 'database')?.status).toBe('ok');
    } finally {
      await runtime().pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  });

  it('finds services that do not answer, and does not print their passwords', async () => {
    const port = await closedPort();
    const settings = {
      ...env(),
      redisNodes: [`redis://:sesame@127.0.0.1:${port}`],
      smtpUrl: `smtp://me:sesame@127.0.0.1:${port}`,
    };
    const findings = [
      await checkRedis(settings),
      await checkMail(settings),
      ...(await checkDatabase(`postgresql://me:sesame@127.0.0.1:${port}/nothing`)),
    ];
    expect(findings.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
    expect(JSON.stringify(findings)).not.toContain('sesame');
  });

  it('finds settings that are not for production', async () => {
    const production = {
      ...env(),
      production: true,
      authSecret: 'a'.repeat(40),
      appUrl: 'http://localhost:3000',
    };
    const findings = checkSettings({ ...production, workers: 4, redisNodes: undefined });
    expect(about(findings, 'auth secret')?.status).toBe('warning');
    expect(about(findings, 'address')?.status).toBe('failed');
    expect(about(findings, 'workers')?.status).toBe('failed');
    expect(await checkDisk({ ...env(), dataDir: '/dev/null/nowhere' })).toMatchObject({ status: 'failed' });
  });
});

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
