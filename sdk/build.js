import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/* Makes dist/: each way in as an ES module and as CommonJS, with types for both. */

const here = dirname(fileURLToPath(import.meta.url));

const { exports } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const names = Object.keys(exports).flatMap((name) =>
  name === '.' ? ['index'] : name.endsWith('.json') ? [] : [name.slice(2)],
);
const source = (name) => join(here, name === 'index' ? 'src/index.ts' : `src/adapters/${name}.ts`);
const entryPoints = Object.fromEntries(names.map((name) => [name, source(name)]));

/** Builds everything; throws where the types do not compile. */
export async function buildSdk(dist = join(here, 'dist')) {
  rmSync(dist, { recursive: true, force: true });
  const common = {
    entryPoints,
    bundle: true,
    target: 'es2022',
    platform: 'neutral',
    external: ['node:*'],
    logLevel: 'warning',
  };
  await Promise.all([
    build({ ...common, format: 'esm', splitting: true, outdir: join(dist, 'esm') }),
    build({ ...common, format: 'cjs', outdir: join(dist, 'cjs') }),
  ]);
  declareTypes(dist);
}

/** `..` is the index of the folder above. */
function withExtension(_match, before, quote, specifier) {
  const path = /(^|\/)\.{1,2}$/.test(specifier) ? `${specifier}/index` : specifier;
  return `${before}${quote}${path}.js${quote}`;
}

function declareTypes(dist) {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', here, '--outDir', join(dist, 'types')], {
    encoding: 'utf8',
  });
  if (done.status !== 0)
    throw new Error(`The types of the SDK do not compile:\n${done.stdout}${done.stderr}`);
  const types = join(dist, 'types');
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(types, name);
    // Node resolves no import without its extension.
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/(\bfrom |\bimport\()(['"])(\.[^'"]*)\2/g, withExtension));
  }
  for (const kind of ['esm', 'cjs']) cpSync(types, join(dist, kind, 'types'), { recursive: true });
  writeFileSync(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  rmSync(types, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSdk();
