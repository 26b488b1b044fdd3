import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Who uses an embedded service: one file a process, named by its id. The last one out stops the service, so
 * a shell command beside a running server never takes the database from under it, and a killed process is
 * simply no longer counted.
 */
export class ServiceUsers {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  enter(): void {
    writeFileSync(join(this.folder, String(process.pid)), '');
  }

  /** Removes this process; true when no other living process is left. */
  leave(): boolean {
    rmSync(join(this.folder, String(process.pid)), { force: true });
    return this.others().length === 0;
  }

  private others(): number[] {
    const others: number[] = [];
    for (const name of readdirSync(this.folder)) {
      const pid = Number(name);
      if (!Number.isInteger(pid) || pid === process.pid) continue;
      if (isAlive(pid)) others.push(pid);
      else rmSync(join(this.folder, name), { force: true });
    }
    return others;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Ended, but not yet taken note of by its parent: in a container without an init that may take forever. */
function isZombie(pid: number): boolean {
  try {
    // "42 (name) Z …", where the name may hold anything.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.startsWith('Z') ?? false;
  } catch {
    return false;
  }
}

/**
 * Takes away the lock of a dead holder. Two processes may find it dead at once: the slower one must not take
 * away the lock that the faster one has made since.
 */
function breakLock(folder: string, deadPid: number): void {
  const aside = `${folder}-${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  if (pidOf(join(aside, 'pid')) === deadPid) rmSync(aside, { recursive: true, force: true });
  else renameSync(aside, folder);
}

function pidOf(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

/**
 * Runs `work` while holding a lock folder that names its holder; a lock whose holder died is broken.
 * Waits at most `patienceMs`.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const holder = join(folder, 'pid');
  for (let waited = 0; ; waited += 50) {
    try {
      mkdirSync(folder);
      writeFileSync(holder, String(process.pid));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    // A holder writes its id right after making the folder; one that never does died in between.
    const pid = pidOf(holder);
    if ((pid > 0 && !isAlive(pid)) || (pid === 0 && waited > 2_000)) {
      breakLock(folder, pid);
      continue;
    }
    if (waited >= patienceMs)
      throw new Error(`Another process (${pid}) is starting the services in ${folder}.`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
