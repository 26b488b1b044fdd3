import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './ports';
import { isAlive, ServiceUsers, withLock } from './users';

const run = promisify(execFile);

/** A Redis server of our own, started or joined. */
export interface EmbeddedRedis {
  url: string;
  /** Leaves; stops the server when no other process uses it. */
  release(): Promise<void>;
}

/**
 * Starts the `redis-server` or `valkey-server` that is on the PATH, or joins the one that an earlier process
 * started; null when there is neither. It keeps nothing on disk: the gauge is rebuilt from the ledger.
 */
export async function embeddedRedis(dataDir: string): Promise<EmbeddedRedis | null> {
  const program = ['redis-server', 'valkey-server'].find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
  );
  if (!program) return null;
  const folder = join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const users = new ServiceUsers(join(folder, 'users'));
  const lock = join(folder, 'lock');
  const url = await withLock(lock, async () => {
    users.enter();
    return runningUrl(folder) ?? (await start(program, folder));
  });
  let released = false;
  return {
    url,
    async release() {
      if (released) return;
      released = true;
      await withLock(lock, async () => {
        if (users.leave()) await stop(folder);
      });
    },
  };
}

const files = (folder: string) => ({ pid: join(folder, 'server.pid'), url: join(folder, 'url') });

function runningUrl(folder: string): string | null {
  const { pid, url } = files(folder);
  if (!existsSync(pid) || !existsSync(url)) return null;
  return isServer(Number(readFileSync(pid, 'utf8'))) ? readFileSync(url, 'utf8') : null;
}

/** Alive and, where the system tells, really a Redis: after a reboot the id may belong to something else. */
function isServer(pid: number): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false;
  const nameFile = `/proc/${pid}/comm`;
  return !existsSync(nameFile) || /redis|valkey/.test(readFileSync(nameFile, 'utf8'));
}

async function start(program: string, folder: string): Promise<string> {
  const { pid, url } = files(folder);
  rmSync(pid, { force: true });
  const port = await freePort();
  const password = randomBytes(24).toString('hex');
  const config = join(folder, 'server.conf');
  // In a file, not on the command line: the password would stand in the process list.
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'daemonize yes',
    'save ""',
    'appendonly no',
    `dir "${folder}"`,
    `pidfile "${pid}"`,
    `logfile "${join(folder, 'server.log')}"`,
  ];
  writeFileSync(config, `${settings.join('\n')}\n`, { mode: 0o600 });
  await run(program, [config]);
  writeFileSync(url, `redis://:${password}@127.0.0.1:${port}`, { mode: 0o600 });
  for (let waitedMs = 0; !runningUrl(folder); waitedMs += 20) {
    if (waitedMs > 10_000) throw new Error(`${program} did not start: see ${join(folder, 'server.log')}.`);
    await sleep(20);
  }
  return readFileSync(url, 'utf8');
}

async function stop(folder: string): Promise<void> {
  const { pid: pidFile, url } = files(folder);
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  rmSync(url, { force: true });
  if (!isServer(pid)) return;
  process.kill(pid, 'SIGTERM');
  for (let waitedMs = 0; isAlive(pid) && waitedMs < 10_000; waitedMs += 20) await sleep(20);
}
