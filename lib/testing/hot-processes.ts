import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { expect } from 'vitest';

/** A process that answers the hot path. */
export interface HotProcess {
  base: string;
  /** Returns when the process is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Far less than a cached account's age, far more than an announcement takes. */
const PATIENCE_MS = 2_500;

/** What `verify` says of a key at this process. */
export async function codeAt({ base }: HotProcess, secretKey: string, key: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${secretKey}` };
  const response = await fetch(`${base}/verify`, { method: 'POST', headers, body: JSON.stringify({ key }) });
  return ((await response.json()) as { code: unknown }).code;
}

/** Milliseconds from now until `verify` says this code of a key at each process; infinite where it never does. */
export function lagsUntil(
  there: HotProcess[],
  asked: { secretKey: string; key: string; code: string },
): Promise<number[]> {
  const since = performance.now();
  const lagMs = async (hot: HotProcess) => {
    while ((await codeAt(hot, asked.secretKey, asked.key)) !== asked.code) {
      if (performance.now() - since > PATIENCE_MS) return Number.POSITIVE_INFINITY;
    }
    return performance.now() - since;
  };
  return Promise.all(there.map(lagMs));
}

/**
 * Says how long a change took to arrive everywhere. The contract says 250 ms; a busy machine is no reason to fail, a
 * message that never came is.
 */
export function expectArrived(what: string, lagsMs: number[]): void {
  process.stdout.write(`lag of ${what}: ${lagsMs.map((lag) => lag.toFixed(0)).join(', ')} ms\n`);
  expect(Math.max(...lagsMs)).toBeLessThan(PATIENCE_MS);
}

const SCRIPT = resolve(`dist/testing/hot-server-${process.pid}.js`);
let built: Promise<unknown> | undefined;

/** Starts the hot path in a process of its own, on the given database and, if any, Redis. */
export async function startHotProcess(databaseUrl: string, redisUrl: string | null): Promise<HotProcess> {
  built ??= build({
    entryPoints: ['lib/testing/hot-server.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: SCRIPT,
    logLevel: 'warning',
  });
  await built;
  const child = spawn(process.execPath, [SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl ?? '',
      AUTH_SECRET: 'a secret that only tests use, 32 characters',
      LOG_LEVEL: 'silent',
      EMBEDDED_SERVICES: '0',
    },
  });
  const port = await firstLine(child);
  return {
    base: `http://127.0.0.1:${port}/api/v1`,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('exit', (code) => reject(new Error(`the hot path's process ended with ${code}`)));
  });
}
