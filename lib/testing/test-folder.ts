import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '@/lib/infra/embedded/users';

const PREFIX = 'tollgate-test-';

/**
 * A folder for the servers of this test run, which goes when the process ends. A run that was killed could not
 * tidy up: its servers and folder go when the next run begins.
 */
export function newTestFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) endTestFolder(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // Vitest ends on Ctrl-C without asking the setup to tidy up.
  process.once('exit', () => endTestFolder(folder));
  return folder;
}

/** At once and without care: nothing in there is needed again. */
function endTestFolder(folder: string): void {
  kill(join(folder, 'postgres/data/postmaster.pid'), 'postgres', 'SIGQUIT');
  kill(join(folder, 'redis/server.pid'), 'redis-server|valkey-server', 'SIGKILL');
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // Another user's, or a server still writes: the next run tries again.
  }
}

function kill(pidFile: string, program: string, signal: 'SIGQUIT' | 'SIGKILL'): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const nameFile = `/proc/${pid}/comm`;
  // The id may belong to something else by now.
  if (existsSync(nameFile) && !new RegExp(`^(${program})`).test(readFileSync(nameFile, 'utf8'))) return;
  if (pid > 0 && isAlive(pid)) process.kill(pid, signal);
}
