import { Client } from 'pg';
import { systemClock } from '@/lib/core/clock';
import { pendingMigrations } from '@/lib/infra/migrate';
import { countBacklog } from '@/lib/jobs';
import { type Finding, failed, ok, reasonOf, warning } from './finding';

/** The oldest major version that PostgreSQL's own makers still repair. */
const OLDEST_MAINTAINED = 15;
const LARGE_SKEW_MS = 1_000;
/** Signed requests of Stripe and of webhooks are refused past five minutes. */
const WRONG_SKEW_MS = 60_000;
const MONTHS_AHEAD = 1;
const CONNECT_PATIENCE_MS = 5_000;
/** Due work older than this waits for somebody who does not come. */
const LATE_SECONDS = 300;

/** Everything that can be asked of the database without changing it. */
export async function checkDatabase(databaseUrl: string): Promise<Finding[]> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    query_timeout: CONNECT_PATIENCE_MS,
  });
  try {
    await client.connect();
    const findings = [await checkVersion(client), await checkClock(client)];
    const pending = await pendingMigrations(client);
    if (pending.length > 0) {
      const text = `${pending.length} not applied, from ${pending[0]} on: run npm run db:migrate.`;
      return [...findings, failed('migrations', text)];
    }
    return [...findings, ok('migrations', 'All are applied.'), await checkPartitions(client)];
  } catch (error) {
    return [failed('database', `It cannot be used: ${reasonOf(error)}.`)];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkVersion(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
  );
  const { number = 0, name = '?' } = rows[0] ?? {};
  const text = `PostgreSQL ${name.split(' ')[0]} answers.`;
  return number < OLDEST_MAINTAINED * 10_000
    ? warning('database', `${text} Its makers no longer repair it; move to ${OLDEST_MAINTAINED} or newer.`)
    : ok('database', text);
}

/** Between this machine and the database, half of the way there and back allowed for. */
async function checkClock(client: Client): Promise<Finding> {
  const before = systemClock.tickingMs();
  const { rows } = await client.query<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  const after = systemClock.tickingMs();
  const skewMs = Math.round(Math.abs((rows[0]?.ms ?? 0) - (before + after) / 2));
  const text = `This machine and the database are ${skewMs} ms apart.`;
  if (skewMs > WRONG_SKEW_MS)
    return failed('clock', `${text} Calls would fall into the wrong period: use NTP.`);
  return skewMs > LARGE_SKEW_MS ? warning('clock', `${text} Use NTP.`) : ok('clock', text);
}

/** The ledger needs next month's partition before the month begins; the job makes three months of them. */
async function checkPartitions(client: Client): Promise<Finding> {
  const now = systemClock.now();
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS_AHEAD, 1));
  const suffix = next.toISOString().slice(0, 7).replace('-', '');
  const { rows } = await client.query<{ parent: string }>(
    `SELECT relname AS parent FROM pg_class
     WHERE relnamespace = 'ledger'::regnamespace AND relkind = 'p'
       AND to_regclass(format('ledger.%I', relname || '_' || $1::text)) IS NULL`,
    [suffix],
  );
  const missing = rows.map(({ parent }) => parent);
  const month = next.toISOString().slice(0, 7);
  if (missing.length === 0) return ok('partitions', `The ledger is ready for ${month}.`);
  return warning(
    'partitions',
    `${missing.join(', ')} lack ${month}; background work makes it while it runs.`,
  );
}

/** Work that waits. Needs the connections of the process. */
export async function checkBacklog(): Promise<Finding> {
  const { jobs, failedJobs, webhooks, oldestJobSeconds } = await countBacklog();
  const text = `${jobs} jobs and ${webhooks} webhook deliveries are due.`;
  if (oldestJobSeconds > LATE_SECONDS) {
    return failed('queue', `${text} The oldest waits for ${oldestJobSeconds} s: is a server running?`);
  }
  if (failedJobs > 0)
    return warning('queue', `${text} ${failedJobs} jobs have failed for good; see the log.`);
  return ok('queue', text);
}
