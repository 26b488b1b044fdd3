import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { embeddedPostgres } from '@/lib/infra/embedded/postgres';
import { embeddedRedis } from '@/lib/infra/embedded/redis';
import { applyMigrations } from '@/lib/infra/migrate';
import { newTestFolder } from './test-folder';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string | null;
  }
}

export const TEMPLATE_DATABASE = 'tollgate_template';

/**
 * One PostgreSQL and one Redis for the whole run, in a folder that goes with it, and one migrated database
 * that every test file's own is copied from.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = newTestFolder();
  const postgres = await embeddedPostgres(folder);
  const redis = await embeddedRedis(folder);
  if (!redis) missingRedis();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  await applyMigrations(template.href);
  project.provide('databaseUrl', postgres.url);
  project.provide('redisUrl', redis?.url ?? null);
  return async () => {
    explainLostDatabase(folder);
    await redis?.release();
    await postgres.release();
  };
}

/** On a developer's machine the tests that need Redis are skipped; where all of them must run, nothing is. */
function missingRedis(): void {
  const fact = 'There is no redis-server or valkey-server on the PATH';
  if (/^(1|true)$/i.test(process.env.CI ?? '')) throw new Error(`${fact}: CI runs no test without it.`);
  process.stderr.write(`${fact}: the tests that need Redis are skipped.\n`);
}

/** Every test fails when PostgreSQL is gone; only its log says why. */
function explainLostDatabase(folder: string): void {
  if (existsSync(join(folder, 'postgres/data/postmaster.pid'))) return;
  const log = readFileSync(join(folder, 'postgres/server.log'), 'utf8').split('\n').slice(-20).join('\n');
  process.stderr.write(`PostgreSQL ended during the run:\n${log}\n`);
}
