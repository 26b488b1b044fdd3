import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client } from 'pg';
import { withSchemaEngine } from './schema-engine';

const FOLDER = resolve('prisma/migrations');
const SCHEMA = resolve('prisma/schema.prisma');
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** Any number will do as long as every process asks for the same one. */
const MIGRATION_LOCK = 7_205_001;

/**
 * Applies the migrations that the database lacks, with Prisma's own engine compiled to WebAssembly: nothing
 * is downloaded, and `prisma migrate deploy` sees the same history. Safe to run from several processes at
 * once. Returns the names applied.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const lock = new Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (await isUpToDate(lock)) return [];
    return await withEngine(databaseUrl, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: readMigrations(),
        filters: NO_FILTERS,
      });
      return appliedMigrationNames;
    });
  } finally {
    await lock.end();
  }
}

/**
 * The SQL that would bring the migrations' outcome to what schema.prisma says; empty when they agree.
 * Replays the migrations in a scratch database of the given server.
 */
export async function schemaDrift(
  databaseUrl: string,
  schema = readFileSync(SCHEMA, 'utf8'),
): Promise<string> {
  return withEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations() },
      to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: schema }] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return (stdout ?? '').replace(/^--.*$/gm, '').trim();
  });
}

/** The migrations of this version that a database lacks, in order. */
export async function pendingMigrations(client: Client): Promise<string[]> {
  const table = await client.query("SELECT to_regclass('public._prisma_migrations') AS name");
  if (table.rows[0]?.name === null) return migrationNames();
  const applied = await client.query(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const names = new Set(applied.rows.map((row) => row.migration_name));
  return migrationNames().filter((name) => !names.has(name));
}

/** Spares the engine's start (about a second) where every migration on disk is applied already. */
async function isUpToDate(client: Client): Promise<boolean> {
  return (await pendingMigrations(client)).length === 0;
}

function withEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  return withSchemaEngine(databaseUrl, [[SCHEMA, readFileSync(SCHEMA, 'utf8')]], work);
}

function migrationNames(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readMigrations(): MigrationList {
  const lockfile = resolve(FOLDER, 'migration_lock.toml');
  return {
    baseDir: FOLDER,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(resolve(FOLDER, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
