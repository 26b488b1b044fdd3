import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countOne, countVitest, sentence, sum } from './count-tests.js';
import { bin, fail, generate, install, root } from './prepare.js';
import { readLog, runLogged } from './run-logged.js';

/*
 * `npm test`: everything, on a fresh clone. `npm run verify`: what needs no services. Names of steps may be
 * given: `npm test -- types unit`. Ends with one line that says how many checks and tests passed and failed.
 */

const inCi = /^(1|true)$/i.test(process.env.CI ?? '');
const reports = mkdtempSync(join(tmpdir(), 'tollgate-reports-'));

const STEPS = {
  lint: () => check('lint', [bin('@biomejs/biome'), 'check', '--error-on-warnings', '--max-diagnostics=200']),
  types: () => check('types', [bin('next'), 'typegen'], [bin('typescript'), '--noEmit']),
  unused: () => check('unused', [bin('knip')]),
  unit: () => vitest('unit'),
  build: () => check('build', [join(root, 'lib/boot/build.js')]),
  integration: () => vitest('integration'),
  e2e: browser,
};

const STATIC = ['lint', 'types', 'unused'];
const VERIFY = [...STATIC, 'unit'];

process.chdir(root);
install({ development: true });
generate();
const wanted = choose(process.argv.slice(2));
const redis = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);
const results = await runAll();
process.exitCode = report(results);
rmSync(reports, { recursive: true, force: true });

function choose(names) {
  const chosen = names.flatMap((name) => (name === 'verify' ? VERIFY : [name]));
  const unknown = chosen.find((name) => !(name in STEPS));
  if (unknown) fail(`There is no step "${unknown}": choose from verify, ${Object.keys(STEPS).join(', ')}.`);
  return chosen.length > 0 ? chosen : Object.keys(STEPS);
}

/** The build and the tests that need no build share the processors; journeys come last and have them alone. */
async function runAll() {
  const run = (names) => inOrder(names.filter((name) => wanted.includes(name)));
  return [
    ...(await Promise.all([run(['types']), run(['unused', 'lint'])])),
    ...(await Promise.all([run(['unit', 'integration']), run(['build'])])),
    await run(['e2e']),
  ].flat();
}

async function inOrder(names) {
  const done = [];
  for (const name of names) {
    const start = performance.now();
    const result = await STEPS[name]();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    done.push({ name, seconds, notes: [], logs: [], ...result });
    process.stderr.write(`${line(done.at(-1))}\n`);
  }
  return done;
}

async function check(name, ...commands) {
  const logFile = join(reports, `${name}.log`);
  let succeeded = true;
  for (const command of commands) succeeded &&= await runLogged(command, { logFile });
  return { counts: countOne(succeeded), logs: [logFile] };
}

async function vitest(project) {
  const logFile = join(reports, `${project}.log`);
  const report = join(reports, `${project}.json`);
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const succeeded = await runLogged([bin('vitest'), 'run', '--project', project, ...options], { logFile });
  const notes = project === 'integration' && !redis ? ['no redis-server or valkey-server on the PATH'] : [];
  return { counts: countVitest(report, succeeded), logs: [logFile], notes };
}

async function browser() {
  const { findChromium, testInBrowser } = await import('./test-browser.js');
  const logFile = join(reports, 'e2e.log');
  const chromium = await findChromium();
  const { counts, notes, serverLog } = await testInBrowser({ reports, logFile, chromium });
  if (!chromium) {
    notes.push('no Chromium: set PLAYWRIGHT_CHROMIUM or install it');
    counts[inCi ? 'failed' : 'skipped'] += 1;
  }
  return { counts, notes, logs: [serverLog, logFile] };
}

function report(all) {
  for (const { name, counts, logs } of all) {
    if (counts.failed === 0) continue;
    for (const log of logs) process.stdout.write(`\n──── ${name} ────\n${readLog(log)}\n`);
  }
  const total = sum(all.map(({ counts }) => counts));
  process.stdout.write(`\n${all.map(line).join('\n')}\n\n${sentence(total)}\n`);
  return total.failed > 0 || all.length === 0 ? 1 : 0;
}

function line({ name, seconds, counts, notes }) {
  const about = notes.length > 0 ? `  (${notes.join('; ')})` : '';
  return `${counts.failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${sentence(counts)}${about}`;
}
