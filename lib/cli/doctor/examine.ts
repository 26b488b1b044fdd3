import { type Env, env } from '@/lib/env';
import { hasRuntime, runtime } from '@/lib/infra/runtime';
import { startPostgres, startServices } from '@/lib/infra/start-services';
import { checkBacklog, checkDatabase } from './check-database';
import { checkMail, checkRedis, checkStripe } from './check-services';
import { checkDisk, checkServer, checkSettings } from './check-settings';
import { type Finding, failed, reasonOf } from './finding';

/**
 * Looks at a deployment from where the server runs, and changes nothing. Goes on after whatever is broken, so that
 * one look shows all of it.
 *
 * @param step hears of every check that begins, and of how many there are
 */
export async function examine(step: (name: string, total: number) => void): Promise<Finding[]> {
  let settings: Env;
  try {
    settings = env();
  } catch (error) {
    return [failed('settings', `${reasonOf(error)}.`)];
  }
  const checks: [name: string, check: () => Promise<Finding[]>][] = [
    ['settings', async () => checkSettings(settings)],
    ['disk', async () => [await checkDisk(settings)]],
    ['database', () => withDatabase(checkDatabase)],
    ['redis', async () => [await checkRedis(settings)]],
    ['mail', async () => [await checkMail(settings)]],
    ['stripe', async () => [await checkStripe(settings)]],
    ['server', async () => [await checkServer(settings)]],
  ];
  const findings: Finding[] = [];
  for (const [name, check] of checks) {
    step(name, checks.length);
    findings.push(...(await check().catch((error) => [failed(name, `${reasonOf(error)}.`)])));
  }
  return findings;
}

/** The database that this process has open, that of the settings, or the embedded one, started if need be. */
async function withDatabase(check: (databaseUrl: string) => Promise<Finding[]>): Promise<Finding[]> {
  const releases: (() => Promise<void>)[] = [];
  try {
    const url = hasRuntime() ? runtime().databaseUrl : (env().databaseUrl ?? (await startPostgres(releases)));
    const findings = await check(url);
    // With migrations missing the queue may lack as well, and opening the services would apply them.
    if (findings.some(({ status }) => status === 'failed')) return findings;
    return [...findings, await withConnections(checkBacklog)];
  } finally {
    for (const release of releases.reverse()) await release();
  }
}

async function withConnections(check: () => Promise<Finding>): Promise<Finding> {
  const services = await startServices();
  try {
    return await check();
  } finally {
    await services?.stop();
  }
}
