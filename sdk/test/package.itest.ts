import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectWithSdk } from './installed-package';

/** A project that has installed the package: what is published and nothing else. */
let project: string;
beforeAll(async () => {
  project = await projectWithSdk();
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const { exports, dependencies } = JSON.parse(readFileSync('sdk/package.json', 'utf8'));
const WAYS_IN = Object.keys(exports)
  .filter((name) => !name.endsWith('.json'))
  .map((name) => `@tollgate/sdk${name.slice(1)}`);

function run(file: string, source: string, ...flags: string[]): string {
  writeFileSync(join(project, file), source);
  return execFileSync(process.execPath, [...flags, file], { cwd: project, encoding: 'utf8' }).trim();
}

describe('the published package', () => {
  it('has no dependencies', () => {
    expect(dependencies).toBeUndefined();
  });

  it('loads as ES modules and as CommonJS, with the same names', () => {
    const list = JSON.stringify(WAYS_IN);
    const names =
      'console.log(JSON.stringify(all.map((one) => Object.keys(one).filter((name) => name !== "default" && name !== "module.exports").sort())))';
    const esm = run(
      'in.mjs',
      `const all = await Promise.all(${list}.map((name) => import(name)));\n${names}`,
    );
    const cjs = run('in.cjs', `const all = ${list}.map((name) => require(name));\n${names}`);
    expect(JSON.parse(cjs)).toEqual(JSON.parse(esm));
    expect(JSON.parse(esm).flat()).toEqual(
      expect.arrayContaining(['Tollgate', 'Guard', 'tollgateExpress', 'DiskSpool']),
    );
  });

  it('asks for nothing of Node but in the adapters of Node', () => {
    for (const name of ['index', 'fetch', 'hono', 'next']) {
      const loaded = run(
        `${name}.mjs`,
        `import module from 'node:module';
        const asked = [];
        module.register('data:text/javascript,' + encodeURIComponent(
          'export async function resolve(name, context, next) { if (name.startsWith("node:") && context.parentURL?.includes("@tollgate")) throw new Error(name); return next(name, context); }'
        ), import.meta.url);
        await import('@tollgate/sdk${name === 'index' ? '' : `/${name}`}');
        console.log('loaded');`,
      );
      expect(loaded).toBe('loaded');
    }
  });

  it('has types for both kinds of import', () => {
    const imports = WAYS_IN.map((name, index) => `import * as way${index} from '${name}';`).join('\n');
    const use = `${imports}\nexport const all = [${WAYS_IN.map((_, index) => `way${index}`).join(', ')}];
    const tollgate = new way0.Tollgate({ baseUrl: 'http://localhost', secretKey: 'x' });
    export const name: Promise<string> = tollgate.customers.get('cus_1').then((customer) => customer.name);
    // @ts-expect-error A customer needs an e-mail address.
    export const wrong = tollgate.customers.create({ name: 'Acme' });`;
    writeFileSync(join(project, 'use.mts'), use);
    writeFileSync(join(project, 'use.cts'), use);
    const config = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2022',
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
        typeRoots: [resolve('node_modules/@types')],
      },
      files: ['use.mts', 'use.cts'],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: project, encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
