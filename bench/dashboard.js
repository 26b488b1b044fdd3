import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bin, build, bundle, generate, install, root } from '../lib/boot/prepare.js';
import { AUTH_SECRET, runScript, startScript, stopAll } from './harness/processes.js';

/*
 * `npm run bench:dashboard`: how long each page of the dashboard takes with few events stored and with many, on two
 * servers that take turns, and how they compare. Two installations of its own, which are gone afterwards.
 */

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000,10000000' },
    rounds: { type: 'string', default: '15' },
    most: { type: 'string', default: '1.3' },
  },
});
const rounds = Number(values.rounds);

process.chdir(root);
install({ development: true });
generate();
bundle();
build();
const bundled = spawnSync(
  process.execPath,
  [
    bin('esbuild'),
    ...['bench/dashboard-fill.ts', '--bundle', '--platform=node', '--format=esm', '--target=node20'],
    ...['--packages=external', '--jsx=automatic', '--outfile=dist/dashboard-fill.js', '--log-level=warning'],
  ],
  { stdio: 'inherit' },
);
if (bundled.status !== 0) process.exit(1);

/** A filled installation and its server. */
async function stage(events) {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-dashboard-'));
  const variables = { DATA_DIR: folder, PORT: '0', SEED_DEMO: '0', LOG_LEVEL: 'error', AUTH_SECRET };
  process.stderr.write(`Writing ${events} events …\n`);
  const given = await runScript('dist/dashboard-fill.js', { ...variables, BENCH_EVENTS: events });
  const server = await startScript('lib/boot/start.js', variables);
  return { ...given, folder, base: `http://127.0.0.1:${server.first.port}` };
}

const pagesOf = ({ customer }) => [
  ...['', '?days=7', '?days=90', '/live', '/usage', '/usage?days=7', '/usage?days=90'],
  ...['/customers', '/customers?sort=calls', `/customers/${customer}`, '/plans', '/plans/starter'],
  ...['/plans/starter/edit', '/invoices', '/leakage', '/payments', '/developers', '/developers/requests'],
  ...['/developers/webhooks', '/developers/mail', '/audit', '/settings', '/settings/team'],
];

/** Milliseconds until the whole page has come. */
async function visit({ base, token }, page) {
  const startedAt = performance.now();
  const response = await fetch(`${base}/dashboard${page}`, {
    headers: { cookie: `tollgate.session=${token}` },
    redirect: 'manual',
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('Something went wrong')) {
    throw new Error(`/dashboard${page} answered ${response.status}`);
  }
  return performance.now() - startedAt;
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

const stages = [];
let isWithin = true;
try {
  for (const events of values.events.split(',')) stages.push(await stage(events));
  // The first proof of an account reads every event; those of later nights are kept. A visit here makes it.
  for (const one of stages) for (const page of pagesOf(one)) await visit(one, page);
  const pages = stages.map(pagesOf);
  const sizes = stages.map(({ events }) => `${events.toLocaleString('en')} events (ms)`);
  console.log(`| page | ${sizes.join(' | ')} | ratio |\n| --- |${' --- |'.repeat(stages.length + 1)}`);
  for (const [index, page] of pages[0].entries()) {
    const times = stages.map(() => []);
    for (let round = 0; round < rounds; round++) {
      // Turns begin with another one each round.
      for (let turn = 0; turn < stages.length; turn++) {
        const at = (turn + round) % stages.length;
        times[at].push(await visit(stages[at], pages[at][index]));
      }
    }
    const medians = times.map(median);
    const ratio = medians.at(-1) / medians[0];
    isWithin &&= ratio <= Number(values.most);
    const shown = page.replace(/cus_\w+/, '[customer]');
    console.log(
      `| /dashboard${shown} | ${medians.map((ms) => ms.toFixed(1)).join(' | ')} | ${ratio.toFixed(2)} |`,
    );
  }
  console.log(`\n${isWithin ? 'Every' : 'Not every'} page within ${values.most} times.`);
} finally {
  await stopAll();
  for (const { folder } of stages) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
process.exit(isWithin ? 0 : 1);
