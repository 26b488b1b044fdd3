import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type PostgresPrograms, postgresPrograms, type UnprivilegedUser, unprivilegedUser } from './binaries';
import { freePort } from './ports';
import { isAlive, ServiceUsers, withLock } from './users';

const run = promisify(execFile);

const DATABASE = 'tollgate';

/** Where setpriv and the shell that pg_ctl starts are found, whatever the caller's PATH. */
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A PostgreSQL server of our own under `dataDir`, started or joined. */
export interface EmbeddedPostgres {
  url: string;
  /** Leaves; stops the server when no other process uses it. */
  release(): Promise<void>;
}

interface Cluster {
  folder: string;
  dataFolder: string;
  logFile: string;
  passwordFile: string;
  programs: PostgresPrograms;
  user: UnprivilegedUser | null;
}

/**
 * Starts PostgreSQL with its data in `<dataDir>/postgres`, or joins the one that already runs there (left by
 * a killed process, or kept by another command). The server is a daemon of its own: a Ctrl-C in the terminal
 * reaches this process alone, which then stops it in order.
 */
export async function embeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = join(dataDir, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const programs = await postgresPrograms();
  const cluster: Cluster = {
    folder,
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'server.log'),
    passwordFile: join(folder, 'password'),
    programs,
    user: unprivilegedUser([programs.pgCtl, folder]),
  };
  const users = new ServiceUsers(join(folder, 'users'));
  const lock = join(folder, 'lock');
  const url = await withLock(lock, async () => {
    users.enter();
    if (!existsSync(join(cluster.dataFolder, 'PG_VERSION'))) await initialise(cluster);
    const port = (await runningPort(cluster)) ?? (await start(cluster));
    const password = readFileSync(cluster.passwordFile, 'utf8').trim();
    const url = `postgresql://tollgate:${password}@127.0.0.1:${port}/${DATABASE}`;
    await ensureDatabase(url);
    return url;
  });
  let released = false;
  return {
    url,
    async release() {
      if (released) return;
      released = true;
      await withLock(lock, async () => {
        if (users.leave() && (await runningPort(cluster))) await stop(cluster);
      });
    },
  };
}

/**
 * Made in a folder of its own and moved into place when whole: the initdb of a first start that was killed may
 * still be writing.
 */
async function initialise(cluster: Cluster): Promise<void> {
  for (const name of readdirSync(cluster.folder).filter((name) => name.startsWith('new-'))) {
    rmSync(join(cluster.folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
  const newFolder = mkdtempSync(join(cluster.folder, 'new-'));
  const password = join(newFolder, 'password');
  const data = join(newFolder, 'data');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(password, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (cluster.user) {
    for (const place of [newFolder, data, password]) chownSync(place, cluster.user.uid, cluster.user.gid);
  }
  await runAs(cluster, cluster.programs.initdb, [
    `--pgdata=${data}`,
    '--username=tollgate',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]);
  renameSync(password, cluster.passwordFile);
  renameSync(data, cluster.dataFolder);
  rmSync(newFolder, { recursive: true, force: true });
}

async function start(cluster: Cluster): Promise<number> {
  if (!existsSync(cluster.logFile)) writeFileSync(cluster.logFile, '');
  if (cluster.user) chownSync(cluster.logFile, cluster.user.uid, cluster.user.gid);
  chmodSync(cluster.logFile, 0o600);
  const settings = (port: number) =>
    [
      `-p ${port}`,
      '-h 127.0.0.1',
      "-c unix_socket_directories=''",
      '-c max_connections=200',
      '-c shared_buffers=256MB',
      '-c max_wal_size=2GB',
      '-c timezone=UTC',
    ].join(' ');
  // A port found free may be taken a moment later; try a few.
  for (let attempt = 1; ; attempt++) {
    try {
      await runAs(cluster, cluster.programs.pgCtl, [
        'start',
        '--wait',
        '--timeout=60',
        `--pgdata=${cluster.dataFolder}`,
        `--log=${cluster.logFile}`,
        `--options=${settings(await freePort())}`,
      ]);
      break;
    } catch (cause) {
      // The pg_ctl of a start that was killed may have been first.
      if (await runningPort(cluster)) break;
      if (attempt === 3) {
        throw new Error(`The embedded PostgreSQL did not start: see ${cluster.logFile}.`, { cause });
      }
    }
  }
  const port = await runningPort(cluster);
  if (!port) throw new Error(`The embedded PostgreSQL stopped at once: see ${cluster.logFile}.`);
  return port;
}

async function stop(cluster: Cluster): Promise<void> {
  await runAs(cluster, cluster.programs.pgCtl, [
    'stop',
    '--wait',
    '--mode=fast',
    '--timeout=60',
    `--pgdata=${cluster.dataFolder}`,
  ]);
}

/**
 * The port of the server that runs on this data, from its own postmaster.pid (line 1 the process, line 4 the
 * port, line 8 its state); null when none runs. Waits for one that is still recovering.
 */
async function runningPort(cluster: Cluster): Promise<number | null> {
  const pidFile = join(cluster.dataFolder, 'postmaster.pid');
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    if (!existsSync(pidFile)) return null;
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!(pid > 0)) return null;
    if (!isAlive(pid) || isAnotherProgram(pid)) {
      // PostgreSQL itself would refuse to start while the id is known: it may belong to something else after a
      // reboot, or to a dead server whose parent takes no note of it. Its own processes must have ended, though.
      if (isStillInUse(cluster.dataFolder)) {
        await sleep(100);
        continue;
      }
      rmSync(pidFile, { force: true });
      return null;
    }
    if (lines[7]?.trim() === 'ready') return Number(lines[3]);
    await sleep(100);
  }
  throw new Error(`The embedded PostgreSQL does not become ready: see ${cluster.logFile}.`);
}

function isAnotherProgram(pid: number): boolean {
  const nameFile = `/proc/${pid}/comm`;
  return existsSync(nameFile) && !readFileSync(nameFile, 'utf8').startsWith('postgres');
}

/** Whether a process works in the folder, as each of a server's does; known where the system has /proc. */
function isStillInUse(folder: string): boolean {
  if (!existsSync('/proc/self')) return false;
  const place = realpathSync(folder);
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === place;
    } catch {
      return false;
    }
  });
}

async function runAs(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const [command, ...rest] = [...(cluster.user?.wrapper ?? []), program, ...args] as [string, ...string[]];
  const identity =
    cluster.user && cluster.user.wrapper.length === 0 ? { uid: cluster.user.uid, gid: cluster.user.gid } : {};
  // The daemon must not hold this process's output pipes open, so pg_ctl gets none of them for long: it
  // redirects the server's to the log file.
  await run(command, rest, {
    ...identity,
    cwd: '/',
    env: { PATH: SYSTEM_PATH, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv,
  });
}

async function ensureDatabase(url: string): Promise<void> {
  const administration = new URL(url);
  administration.pathname = '/postgres';
  const client = new Client({ connectionString: administration.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
