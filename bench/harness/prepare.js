import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, build, bundle, generate, install } from '../../lib/boot/prepare.js';
import { root } from './processes.js';

const OUT = join(root, 'dist/bench');

/** The peers' packages, which the product knows nothing of: from bench's own lock file. */
export function installPeers() {
  const folder = join(root, 'bench');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const mark = join(folder, 'node_modules/.installed-lock.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  run('Installing the peers', 'npm', ['ci'], folder);
  writeFileSync(mark, lock);
}

/** The product as `npm start` builds it, what the benchmark itself needs of it, and the bare Next route. */
export function prepareProduct(contenders) {
  install({ development: true });
  generate();
  bundle();
  build();
  run('Bundling the preparations', process.execPath, [
    bin('esbuild'),
    ...['bench/product/services.ts', 'bench/product/set-up.ts'],
    ...['--bundle', '--platform=node', '--format=esm', '--target=node20', '--packages=external'],
    ...['--outbase=bench', `--outdir=${OUT}`, '--log-level=warning'],
  ]);
  if (!contenders.some(({ name }) => name === 'next-route')) return;
  if (existsSync(join(OUT, 'next-route/BUILD_ID'))) return;
  const next = [bin('next'), 'build', 'bench/contenders/next-route'];
  run('Building the bare Next route', process.execPath, next);
}

function run(title, command, args, cwd = root) {
  process.stderr.write(`${title} …\n`);
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  const { status } = spawnSync(command, args, { cwd, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${title} failed.`);
}
