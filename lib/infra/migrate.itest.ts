import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { startProcess } from '@/lib/testing/bundled-process';
import { applyMigrations, schemaDrift } from './migrate';

async function emptyDatabase(): Promise<string> {
  const url = new URL(inject('databaseUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await query(url.href, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return url.href;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const history = (url: string) =>
  query(url, 'SELECT migration_name, finished_at, applied_steps_count FROM _prisma_migrations ORDER BY 1');

describe('schema.prisma and the migrations', () => {
  test('agree: whoever changes the schema adds a migration', async () => {
    expect(await schemaDrift(inject('databaseUrl'))).toBe('');
  });

  test('are found to differ when a column has no migration', async () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8').replace(
      /model Provider \{/,
      'model Provider {\n  neverMigrated String?',
    );
    expect(await schemaDrift(inject('databaseUrl'), schema)).toContain('neverMigrated');
  });

  test('are compared in a scratch database that does not stay', async () => {
    await schemaDrift(inject('databaseUrl'));
    const left = "SELECT datname FROM pg_database WHERE datname LIKE 'tollgate_scratch_%'";
    expect(await query(inject('databaseUrl'), left)).toEqual([]);
  });
});

describe('applying the migrations', () => {
  test('a second time changes nothing', async () => {
    const url = await emptyDatabase();
    expect(await applyMigrations(url)).not.toEqual([]);
    const first = await history(url);
    expect(await applyMigrations(url)).toEqual([]);
    expect(await history(url)).toEqual(first);
  });

  test('from three processes at once applies each once', async () => {
    const url = await emptyDatabase();
    const processes = await Promise.all(
      Array.from({ length: 3 }, () => startProcess('lib/infra/migrate-command.ts', { DATABASE_URL: url })),
    );
    const answers = await Promise.all(processes.map(({ firstLine }) => firstLine));
    expect(answers.sort()).toEqual([
      'Applied:',
      'The database is up to date.',
      'The database is up to date.',
    ]);
    const applied = await history(url);
    expect(applied.every((row) => row.finished_at !== null)).toBe(true);
    expect(new Set(applied.map((row) => row.migration_name)).size).toBe(applied.length);
  });
});
