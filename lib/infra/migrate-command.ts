import { env } from '@/lib/env';
import { applyMigrations, schemaDrift } from './migrate';
import { startPostgres } from './start-services';

/**
 * `npm run db:migrate` and, with `--drift`, `npm run db:drift`: on DATABASE_URL, else on the embedded database.
 * The answer goes to standard output; a failure or a drift ends with exit code 1.
 */
export async function main(args: string[]): Promise<void> {
  const releases: (() => Promise<void>)[] = [];
  try {
    const databaseUrl = env().databaseUrl ?? (await startPostgres(releases));
    process.stdout.write(await (args.includes('--drift') ? drift(databaseUrl) : migrate(databaseUrl)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    for (const release of releases) await release();
  }
}

async function migrate(databaseUrl: string): Promise<string> {
  const applied = await applyMigrations(databaseUrl);
  if (applied.length === 0) return 'The database is up to date.\n';
  return `Applied:\n${applied.map((name) => `  ${name}\n`).join('')}`;
}

async function drift(databaseUrl: string): Promise<string> {
  const sql = await schemaDrift(databaseUrl);
  if (sql === '') return 'prisma/schema.prisma and the migrations agree.\n';
  process.exitCode = 1;
  return `prisma/schema.prisma and the migrations differ. A migration that closes the gap:\n\n${sql}\n`;
}
