import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, generate, install, root } from '../lib/boot/prepare.js';

/* `npm run bench:month`: the product's own code, bundled, against a PostgreSQL of its own that is gone afterwards. */
process.chdir(root);
install({ development: true });
generate();
const bundled = spawnSync(
  process.execPath,
  [
    bin('esbuild'),
    ...['bench/close-month.ts', '--bundle', '--platform=node', '--format=esm', '--target=node20'],
    ...['--packages=external', '--jsx=automatic', '--outfile=dist/close-month.js', '--log-level=warning'],
  ],
  { stdio: 'inherit' },
);
if (bundled.status !== 0) process.exit(1);
const dataDir = process.env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'tollgate-month-'));
const { status } = spawnSync(process.execPath, ['dist/close-month.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error', PORT: '0' },
});
if (!process.env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
process.exit(status ?? 1);
