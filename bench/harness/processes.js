import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/* Every process that the benchmark starts, so that it also ends every one of them. */

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What products under measurement sign with: as production, they insist on one. */
export const AUTH_SECRET = 'a secret that only the benchmark uses, long enough';

const running = new Set();

/**
 * Starts a Node script and returns it with what it says once it is ready: the first line of JSON that it prints, or
 * the port of a server that announces its address.
 * @param {string} script
 * @param {Record<string, string>} [variables]
 * @param {string[]} [args]
 */
export async function startScript(script, variables = {}, args = []) {
  const child = spawn(process.execPath, [...args, script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...cleanEnvironment(), ...variables },
  });
  running.add(child);
  const exited = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    return signal ?? code;
  });
  return { pid: child.pid, first: await firstLine(child, exited, script), exited };
}

/** Runs a Node script to its end and returns what it printed, parsed. */
export async function runScript(script, variables = {}) {
  const { first, exited } = await startScript(script, variables);
  const code = await exited;
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return first;
}

export async function stopAll() {
  await Promise.all([...running].map(stop));
}

/** The last resort, when this process ends without having tidied up. */
export function killAll() {
  for (const child of running) child.kill('SIGKILL');
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 12_000);
  await gone;
  clearTimeout(timer);
}

function firstLine(child, exited, script) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const address = /^Tollgate is ready at http:\/\/localhost:(\d+)$/m.exec(text);
      if (address) resolve({ port: Number(address[1]) });
      const line = /^\{.*\}$/m.exec(text);
      if (line) resolve(JSON.parse(line[0]));
    });
    void exited.then((code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
  });
}

/** Settings of whoever runs the benchmark must not reach the contenders. */
function cleanEnvironment() {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  const kept = Object.entries({ PATH, HOME, TMPDIR, LANG }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'warn',
  };
}
