import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from './harness/options.js';
import { installPeers, prepareProduct } from './harness/prepare.js';
import { killAll, root } from './harness/processes.js';

/*
 * `npm run bench`: Tollgate beside a bare server and its peers, in one run on one machine. Nothing here judges:
 * it prints what it measured and writes it to bench/RESULTS.md.
 */

const options = parseOptions(process.argv.slice(2));
process.chdir(root);
installPeers();
prepareProduct(options.contenders);
const { Stage } = await import('./harness/stage.js');
const stage = new Stage();
let stopping;

process.once('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void stop().then(() => process.exit(130)));
}
try {
  const startedAt = new Date();
  await stage.start(options);
  const results = { options, startedAt, machine: await machine(), ...(await measure()) };
  await publish(results);
} catch (error) {
  // Whoever stopped the benchmark knows that it ended in the middle.
  if (!stopping) {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 1;
  }
} finally {
  await stop();
}

async function measure() {
  const { measureVerify, noteMemoryAfter, warmUp } = await import('./measures/verify.js');
  const { measureEvents } = await import('./measures/events.js');
  const { fillTo } = await import('./measures/fill.js');
  const { parts, connections } = options;
  // Beside the bare server, which nothing stored can slow down: what the machine itself does shows in it.
  const beside = {
    ...options,
    contenders: stage.contenders.filter(({ name }) => ['tollgate', 'node-http'].includes(name)),
    connections: connections.filter((count) => count > 1),
  };
  const results = {};
  await warmUp(stage, stage.contenders, options.seconds);
  if (parts.includes('verify'))
    results.verify = await measureVerify(stage, { ...options, contenders: stage.contenders });
  results.levels = [];
  const fills = parts.includes('stored') ? options.stored : [];
  for (const stored of parts.includes('events') || fills.length > 0 ? [0, ...fills] : []) {
    if (stored > 0) await fillTo(stage, stored);
    const level = { stored, events: await measureEvents(stage, options) };
    if (fills.length > 0) level.verify = await measureVerify(stage, beside);
    results.levels.push(level);
  }
  if (parts.includes('memory')) {
    await noteMemoryAfter(stage.contenders);
    results.memory = stage.contenders.map(({ title, memory }) => ({ title, ...memory }));
  }
  return results;
}

async function machine() {
  const [{ postgres }] = await stage.sql("SELECT current_setting('server_version') AS postgres");
  const server = ['redis-server', 'valkey-server'].find(
    (name) => spawnSync(name, ['--version']).status === 0,
  );
  const version = spawnSync(server, ['--version']).stdout.toString();
  return {
    processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    Node: process.versions.node,
    PostgreSQL: postgres,
    Redis: /v=(\S+)/.exec(version)?.[1] ?? server,
  };
}

/** A quick or partial run does not replace what a whole one found. */
async function publish(results) {
  const { report } = await import('./harness/report.js');
  const page = report({ ...results, minutes: (Date.now() - results.startedAt.getTime()) / 60_000 });
  process.stdout.write(page);
  const file = options.out ?? (options.isWhole ? join(root, 'bench/RESULTS.md') : undefined);
  if (file) writeFileSync(file, page);
}

function stop() {
  stopping ??= stage.stop();
  return stopping;
}
