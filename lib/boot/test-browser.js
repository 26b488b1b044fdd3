import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countOne, countPlaywright, sum } from './count-tests.js';
import { bin, root } from './prepare.js';
import { readLog, runLogged, startLogged } from './run-logged.js';

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 60_000;

/**
 * The product started as `npm start` starts it, on an empty folder; the journeys of e2e/ in a real browser
 * against it; a command beside it; `kill -9` and a second start, which keeps the data; then Ctrl-C, after which
 * nothing of it may be left running.
 * @param {{ reports: string, logFile: string, chromium: string | null }} options
 */
export async function testInBrowser(options) {
  const product = await newProduct(options.reports);
  const checks = [];
  const isTrue = (fact, complaint) => {
    checks.push({ fact: Boolean(fact), complaint });
    return Boolean(fact);
  };
  let journeys = null;
  try {
    if (isTrue(await product.start(), `the product did not become ready at ${product.address}`)) {
      if (options.chromium) journeys = await runJourneys(product, options);
      const before = await product.listProviders();
      isTrue(before && (await product.isReady()), 'a command beside the server failed or ended it');
      await product.end('SIGKILL');
      const again = await product.start();
      const after = again && (await product.listProviders());
      isTrue(again && after === before, 'a second start after kill -9 failed or lost the data');
      const wrong = await product.stop();
      isTrue(!wrong, wrong);
    }
  } finally {
    await product.remove();
  }
  const counts = sum([...checks.map(({ fact }) => countOne(fact)), ...(journeys ? [journeys] : [])]);
  const notes = checks.filter(({ fact }) => !fact).map(({ complaint }) => complaint);
  return { counts, notes, serverLog: product.logFile };
}

/** An installation of its own: a free port, an empty folder. */
async function newProduct(reports) {
  const [port, githubPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-e2e-'));
  const address = `http://localhost:${port}`;
  const logFile = join(reports, 'server.log');
  const variables = {
    PORT: String(port),
    APP_URL: address,
    DATA_DIR: dataDir,
    // A GitHub of the journeys' own, which listens while they need one.
    GITHUB_CLIENT_ID: 'journeys',
    GITHUB_CLIENT_SECRET: 'a secret of journeys',
    GITHUB_BASE_URL: `http://127.0.0.1:${githubPort}`,
  };
  let server;
  const kill = () => server && signal(-server.pid, 'SIGKILL');
  process.once('exit', kill);
  return {
    address,
    dataDir,
    githubPort,
    logFile,
    start() {
      server = startLogged([join(root, 'lib/boot/start.js')], { logFile, variables, group: true });
      return becomesReady(address, server);
    },
    isReady: () => isReady(address),
    /** What the shell command prints, or null when it fails. */
    async listProviders() {
      const output = join(reports, `providers-${performance.now()}.log`);
      const args = [join(root, 'lib/boot/tollgate.js'), 'provider', 'list', '--json'];
      return (await runLogged(args, { logFile: output, variables })) ? readLog(output) : null;
    },
    async end(name) {
      signal(-server.pid, name);
      return Promise.race([server.exited, sleep(STOP_WITHIN_MS, 'timeout', { ref: false })]);
    },
    /** Ctrl-C as a terminal gives it: to the whole process group. Returns what is wrong afterwards, or null. */
    async stop() {
      const code = await this.end('SIGINT');
      if (code === 'timeout') return `Ctrl-C did not end the product within ${STOP_WITHIN_MS / 1000} seconds`;
      if (code !== 0) return `after Ctrl-C the product ended with ${code}`;
      const left = processesOf(dataDir);
      return left.length > 0 ? `after Ctrl-C these still run:\n${left.join('\n')}` : null;
    },
    async remove() {
      kill();
      process.off('exit', kill);
      for (const [pid] of processesOf(dataDir).map((line) => line.split(' '))) signal(Number(pid), 'SIGKILL');
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function runJourneys({ address, dataDir, githubPort }, { reports, logFile, chromium }) {
  const report = join(reports, 'playwright.json');
  const succeeded = await runLogged([bin('@playwright/test'), 'test', '--reporter=list,json'], {
    logFile,
    variables: {
      E2E_BASE_URL: address,
      DATA_DIR: dataDir,
      E2E_GITHUB_PORT: String(githubPort),
      PLAYWRIGHT_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  return countPlaywright(report, succeeded);
}

/** The browser that the journeys run in: PLAYWRIGHT_CHROMIUM, the system's, Playwright's own, or null. */
export async function findChromium() {
  const { chromium } = await import('@playwright/test');
  const places = [
    process.env.PLAYWRIGHT_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

async function becomesReady(address, server) {
  let ended = false;
  server.exited.then(() => {
    ended = true;
  });
  for (
    const start = performance.now();
    !ended && performance.now() - start < READY_WITHIN_MS;
    await sleep(250)
  ) {
    if (await isReady(address)) return true;
  }
  return false;
}

async function isReady(address) {
  const answer = await fetch(`${address}/api/ready`).catch(() => null);
  return answer?.ok === true;
}

/** Processes that work in the folder or were started with it; known from /proc, so on Linux. */
function processesOf(folder) {
  if (!existsSync('/proc/self')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const isOurs = command.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
        return isOurs ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
