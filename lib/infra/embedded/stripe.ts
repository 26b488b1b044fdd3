import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive, ServiceUsers, withLock } from './users';

const READY_WITHIN_MS = 30_000;
const STOPS_WITHIN_MS = 10_000;

/** Where payments go, and what proves who is asking. */
export interface StripeAddress {
  secretKey: string;
  /** As it stands, `whsec_` included. */
  webhookSecret: string;
  /** Another server that speaks Stripe's API; `null` is Stripe. */
  apiBase: string | null;
}

/** A local Stripe of our own, started or joined. */
export interface EmbeddedStripe {
  address: StripeAddress & { apiBase: string };
  /** Tells it where events go and where browsers reach its pages. What happened before that has waited. */
  serveAt(places: { webhookUrl: string; pagesUrl: string }): Promise<void>;
  /** Leaves; stops it when no other process uses it. */
  release(): Promise<void>;
}

const secrets = z.object({ secretKey: z.string().min(1), webhookSecret: z.string().min(1) });

/**
 * Starts the local Stripe (e2e/stripe-server/) as a process of its own, or joins the one that an earlier process
 * started; null where it has not been bundled. Cards and payments stay in `dataDir` and outlive a restart; so do
 * its keys, which everything in the database refers to.
 */
export async function embeddedStripe(dataDir: string): Promise<EmbeddedStripe | null> {
  const program = resolve(/* turbopackIgnore: true */ 'dist/stripe-server.js');
  if (!existsSync(program)) return null;
  const folder = join(dataDir, 'stripe');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const users = new ServiceUsers(join(folder, 'users'));
  const lock = join(folder, 'lock');
  const { keys, apiBase } = await withLock(lock, async () => {
    users.enter();
    const keys = keysIn(folder);
    return { keys, apiBase: runningUrl(folder) ?? (await start(program, folder, keys.webhookSecret)) };
  });
  let released = false;
  return {
    address: { ...keys, apiBase },
    async serveAt({ webhookUrl, pagesUrl }) {
      await control(apiBase, 'settings', { pagesUrl });
      await control(apiBase, 'webhooks', { url: webhookUrl });
    },
    async release() {
      if (released) return;
      released = true;
      await withLock(lock, async () => {
        if (users.leave()) await stop(folder);
      });
    },
  };
}

/** True of a key of the local Stripe: no money moves. */
export function isSimulated(secretKey: string): boolean {
  return secretKey.startsWith('sk_test_simulated_');
}

const files = (folder: string) => ({ pid: join(folder, 'server.pid'), url: join(folder, 'url') });

function keysIn(folder: string): z.infer<typeof secrets> {
  const file = join(folder, 'keys.json');
  if (existsSync(file)) return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const keys = {
    secretKey: `sk_test_simulated_${randomBytes(18).toString('hex')}`,
    webhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  };
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

function runningUrl(folder: string): string | null {
  const { pid, url } = files(folder);
  if (!existsSync(pid) || !existsSync(url)) return null;
  return isServer(folder, Number(readFileSync(pid, 'utf8'))) ? readFileSync(url, 'utf8') : null;
}

/** Alive and, where the system tells, really ours: after a reboot the id may belong to something else. */
function isServer(folder: string, pid: number): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false;
  const commandFile = `/proc/${pid}/cmdline`;
  return !existsSync(commandFile) || readFileSync(commandFile, 'utf8').includes(folder);
}

async function start(program: string, folder: string, webhookSecret: string): Promise<string> {
  const { pid, url } = files(folder);
  rmSync(url, { force: true });
  const log = openSync(join(folder, 'server.log'), 'a', 0o600);
  const args = [program, '--state-file', join(folder, 'state.jsonl'), '--url-file', url];
  // A group of its own: Ctrl-C in a terminal reaches us alone, and we stop it last.
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', log, log],
    // In a variable, not on the command line: the secret would stand in the process list.
    env: { ...childVariables(), STRIPE_WEBHOOK_SECRET: webhookSecret } as unknown as NodeJS.ProcessEnv,
  });
  closeSync(log);
  child.unref();
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  if (child.pid) writeFileSync(pid, String(child.pid), { mode: 0o600 });
  for (let waitedMs = 0; !existsSync(url); waitedMs += 20) {
    if (failure || child.exitCode !== null || waitedMs > READY_WITHIN_MS) {
      throw new Error(`The local Stripe did not start: see ${join(folder, 'server.log')}.`);
    }
    await sleep(20);
  }
  return readFileSync(url, 'utf8');
}

/** Nothing of ours: it needs no settings. */
const childVariables = () => ({ NODE_ENV: 'production' });

async function stop(folder: string): Promise<void> {
  const { pid: pidFile, url } = files(folder);
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  rmSync(url, { force: true });
  rmSync(pidFile, { force: true });
  if (!isServer(folder, pid)) return;
  process.kill(pid, 'SIGTERM');
  for (let waitedMs = 0; isAlive(pid) && waitedMs < STOPS_WITHIN_MS; waitedMs += 20) await sleep(20);
}

async function control(apiBase: string, step: string, body: object): Promise<void> {
  const response = await fetch(`${apiBase}/_control/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The local Stripe refused ${step}: ${await response.text()}`);
}
