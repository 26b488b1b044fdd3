import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/*
 * Brings a fresh clone to where it can run: packages, generated code, builds. Plain JavaScript on Node's own
 * modules, because it runs before anything is installed. Each step is skipped while what it was made from is
 * unchanged, so a second start costs a few file hashes.
 */

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const MARKS = 'node_modules/.tollgate';

/** What a Next build and the bundles are made from. */
const SOURCES = [
  'app',
  'components',
  'e2e/stripe-server',
  'lib',
  'prisma',
  'public',
  'server.ts',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.js',
  'tsconfig.json',
  'package-lock.json',
];

/** @param {{ development?: boolean }} [options] with the packages that only tests need */
export function install(options = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Tollgate needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
  const stamp = hashOf(['package-lock.json']) + (options.development ? '+dev' : '');
  if (mark('installed').startsWith(stamp)) return;
  run('Installing packages', 'npm', ['ci', ...(options.development ? ['--include=dev'] : [])]);
  // An install without NODE_ENV=production holds the development packages as well.
  const hasDevelopment = existsSync(join(root, 'node_modules/vitest'));
  setMark('installed', hashOf(['package-lock.json']) + (hasDevelopment ? '+dev' : ''));
}

/** Prisma's client from the schema. Its command looks for a schema engine that generating never runs. */
export function generate() {
  const stamp = hashOf(['prisma/schema.prisma', 'package-lock.json']);
  if (mark('generated') === stamp && existsSync(join(root, 'lib/infra/prisma/generated'))) return;
  run('Generating the database client', process.execPath, [bin('prisma'), 'generate'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  });
  setMark('generated', stamp);
}

/** The server and the commands as one file each; packages stay in node_modules. */
export function bundle() {
  const stamp = hashOf(SOURCES);
  if (mark('bundled') === stamp && existsSync(join(root, 'dist/stripe-server.js'))) return;
  run('Bundling the server', process.execPath, [
    bin('esbuild'),
    'server=server.ts',
    'cli=lib/cli/main.ts',
    'migrate=lib/infra/migrate-command.ts',
    'stripe-server=e2e/stripe-server/main.ts',
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    '--packages=external',
    '--jsx=automatic',
    '--sourcemap',
    '--outdir=dist',
    '--log-level=warning',
  ]);
  setMark('bundled', stamp);
}

/** Next's production build. */
export function build() {
  const stamp = hashOf(SOURCES);
  if (mark('built') === stamp && existsSync(join(root, '.next/BUILD_ID'))) return;
  run('Building the pages', process.execPath, [bin('next'), 'build'], { NEXT_TELEMETRY_DISABLED: '1' });
  compress(join(root, '.next/static'));
  setMark('built', stamp);
}

/** Lays a brotli and a gzip copy beside every text that browsers fetch, once, so that each may be as small as can be. */
function compress(folder) {
  for (const file of filesOf(folder).filter((name) => /\.(js|css|svg|json|txt|map)$/.test(name))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** @param {string} message */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Runs a step with its output on standard error: a command's own standard output stays clean. */
function run(title, command, args, variables = {}) {
  process.stderr.write(`${title} …\n`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...variables },
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(`${title} failed${error ? `: ${error.message}` : ''}.`);
}

/** The script that a package's command runs, from its package.json. */
export function bin(name) {
  const folder = join(root, 'node_modules', name);
  const { bin: commands } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(
    folder,
    typeof commands === 'string' ? commands : (commands[name] ?? Object.values(commands)[0]),
  );
}

function hashOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesOf(join(root, place)))) {
    hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(place) {
  if (!existsSync(place)) return [];
  let entries;
  try {
    entries = readdirSync(place, { withFileTypes: true });
  } catch {
    return [place];
  }
  return entries
    .filter((entry) => entry.name !== 'generated' && !/\.i?test\.tsx?$/.test(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(place, entry.name)) : [join(place, entry.name)]))
    .sort();
}

function mark(name) {
  const file = join(root, MARKS, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function setMark(name, stamp) {
  mkdirSync(join(root, MARKS), { recursive: true });
  writeFileSync(join(root, MARKS, name), stamp);
}
