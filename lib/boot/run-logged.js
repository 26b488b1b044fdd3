import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { root } from './prepare.js';

/** Settings of the person who runs the tests: they must reach neither the tests nor what the tests start. */
const SETTINGS = [
  'NODE_ENV',
  'PORT',
  'APP_URL',
  'DATA_DIR',
  'DATABASE_URL',
  'REDIS_URL',
  'AUTH_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_API_BASE',
  'STRIPE_TEST_SECRET_KEY',
  'STRIPE_TEST_WEBHOOK_SECRET',
  'METRICS_TOKEN',
  'TOLLGATE_DEPLOYED',
  'SMTP_URL',
  'WORKERS',
  'SEED_DEMO',
  'LOG_LEVEL',
  'EMBEDDED_SERVICES',
];

/** This process's environment without the product's settings, with `variables`. */
export function cleanEnvironment(variables = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.includes(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...variables };
}

/**
 * Runs a Node script with all of its output in `logFile`.
 * @param {string[]} args the script and its arguments
 * @param {{ logFile: string, variables?: object, group?: boolean }} options `group`: in a process group of its own
 */
export function startLogged(args, { logFile, variables, group = false }) {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: cleanEnvironment(variables),
    stdio: ['ignore', log, log],
    detached: group,
  });
  closeSync(log);
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  return { pid: child.pid, exited };
}

/** Runs a Node script to its end; returns whether it succeeded. */
export async function runLogged(args, options) {
  return (await startLogged(args, options).exited) === 0;
}

export function readLog(logFile) {
  try {
    return readFileSync(logFile, 'utf8').trimEnd();
  } catch {
    return '';
  }
}
