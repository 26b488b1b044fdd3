import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Runs `work` while holding a lock folder that names its holder; a lock whose holder died is broken.
 * Waits at most `patienceMs`.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const holder = join(folder, 'pid');
  const { existsSync, readFileSync } = await import('node:fs');
  for (let waited = 0; ; waited += 50) {
    try {
      mkdirSync(folder);
      writeFileSync(holder, String(process.pid));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    // A holder writes its id right after making the folder; one that never does died in between.
    const pid = existsSync(holder) ? Number(readFileSync(holder, 'utf8')) : 0;
    if ((pid > 0 && !isAlive(pid)) || (pid === 0 && waited > 2_000)) {
      rmSync(folder, { recursive: true, force: true });
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
