import { mkdirSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import type { Env } from '@/lib/env';
import { type Finding, failed, ok, reasonOf, warning } from './finding';

/** Fewer different characters than this were typed, not drawn by lot. */
const MIN_DIFFERENT = 12;
const GIGABYTE = 1024 ** 3;
const LOW_BYTES = 2 * GIGABYTE;
const OUT_BYTES = GIGABYTE / 4;

/** Settings that are readable, and yet not what a deployment should have. */
export function checkSettings(settings: Env): Finding[] {
  return [
    settings.production
      ? ok('settings', 'They can be read, and NODE_ENV is production.')
      : warning('settings', 'They can be read, but NODE_ENV is not production: set it for a deployment.'),
    checkAuthSecret(settings),
    checkAddress(settings),
    checkWorkers(settings),
    ...(settings.webhooksToPrivate
      ? [warning('webhooks', 'WEBHOOKS_TO_PRIVATE is 1: anybody with a dashboard can reach your network.')]
      : []),
  ];
}

function checkAuthSecret({ authSecret, production }: Env): Finding {
  const check = 'auth secret';
  if (!authSecret) {
    const where = 'AUTH_SECRET is not set; one is made and kept in DATA_DIR.';
    return production ? failed(check, 'AUTH_SECRET must be set in production.') : ok(check, where);
  }
  const isStrong = new Set(authSecret).size >= MIN_DIFFERENT;
  return isStrong
    ? ok(check, `AUTH_SECRET has ${authSecret.length} characters.`)
    : warning(check, 'AUTH_SECRET looks guessable: make one with `openssl rand -hex 32`.');
}

function checkAddress({ appUrl, production }: Env): Finding {
  const check = 'address';
  const { protocol, hostname } = new URL(appUrl);
  const isHere = hostname === 'localhost' || /^127\.|^\[::1\]$/.test(hostname);
  if (isHere) {
    const text = `Links in mails and on pages lead to ${appUrl}: set APP_URL to the public address.`;
    return production ? failed(check, text) : warning(check, text);
  }
  if (protocol === 'http:')
    return warning(check, `${appUrl} is not encrypted: passwords and keys go over it.`);
  return ok(check, appUrl);
}

function checkWorkers({ workers, redisNodes }: Env): Finding {
  if (workers > 1 && !redisNodes) return failed('workers', `WORKERS is ${workers}, which needs REDIS_URL.`);
  return ok('workers', `${workers} web process${workers === 1 ? '' : 'es'}.`);
}

/** Whether the server answers at its own public address. */
export async function checkServer({ appUrl }: Env): Promise<Finding> {
  const check = 'server';
  try {
    const answer = await fetch(`${appUrl}/api/ready`, { signal: AbortSignal.timeout(3_000) });
    const { status } = (await answer.json()) as { status?: string };
    if (status === 'ready') return ok(check, `${appUrl} answers and is ready.`);
    return failed(check, `${appUrl}/api/ready says ${status ?? answer.status}.`);
  } catch (error) {
    return warning(
      check,
      `Nothing answers at ${appUrl}/api/ready (${reasonOf(error)}); is the server running?`,
    );
  }
}

/** Whether DATA_DIR can be written, and whether there is room. */
export async function checkDisk({ dataDir }: Env): Promise<Finding> {
  const check = 'disk';
  try {
    mkdirSync(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const text = `${(free / GIGABYTE).toFixed(1)} GB are free for DATA_DIR.`;
    if (free < OUT_BYTES) return failed(check, text);
    return free < LOW_BYTES ? warning(check, text) : ok(check, text);
  } catch (error) {
    return failed(check, `DATA_DIR cannot be used: ${reasonOf(error)}.`);
  }
}
