import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { generateApi } from 'swagger-typescript-api';

/** What the generator calls an operation, and in which order it wants what. */
interface Operation {
  module: string;
  name: string;
  /** `path:id`, `query`, `body`, in the order of the arguments. */
  args: string[];
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of every shape.
type Json = any;

export interface GeneratedCall {
  /** `GET /api/v1/customers/{id}` */
  operation: string;
  path: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

const run = promisify(execFile);

/**
 * A client that a public generator makes of the document, compiled by TypeScript in its strictest mode.
 * @param fetch what takes its requests
 * @throws Error with the compiler's complaints when it does not compile
 */
export async function generatedClient(document: object, fetch: (request: Request) => Promise<Response>) {
  const folder = resolve(`dist/testing/generated-client-${process.pid}`);
  const operations = new Map<string, Operation>();
  await generateApi({
    // The generator writes into what it is given.
    spec: structuredClone(document) as never,
    output: folder,
    fileName: 'client.ts',
    httpClientType: 'fetch',
    silent: true,
    cleanOutput: true,
    hooks: {
      onCreateRoute: (route: Json) => {
        const { method, route: path } = route.raw;
        const { parameters, query, payload } = route.request;
        const args = [
          ...Object.values(parameters as Json).map(({ name, optional }: Json) => ({
            arg: `path:${name}`,
            optional,
          })),
          ...(query ? [{ arg: 'query', optional: query.optional }] : []),
          ...(payload ? [{ arg: 'body', optional: payload.optional }] : []),
        ];
        operations.set(`${method.toUpperCase()} ${path.replace(/\$\{(\w+)\}/g, '{$1}')}`, {
          module: route.raw.moduleName,
          name: route.routeName.usage,
          args: [...args.filter((one) => !one.optional), ...args.filter((one) => one.optional)].map(
            ({ arg }) => arg,
          ),
        });
        return route;
      },
    },
  });
  await compile(folder);
  const Api = await load(folder);
  await rm(folder, { recursive: true, force: true });
  return {
    operations: [...operations.keys()],
    /** Calls an operation with a secret key; a refusal is an answer too. */
    async call(
      secret: string,
      { operation, path, query, body }: GeneratedCall,
    ): Promise<Response & { data: Json }> {
      const found = operations.get(operation);
      if (!found) throw new Error(`The generated client has no ${operation}.`);
      const api = new Api({
        baseUrl: 'http://localhost',
        baseApiParams: { headers: { authorization: `Bearer ${secret}` } },
        customFetch: (url: string, init: RequestInit) => fetch(new Request(url, init)),
      });
      const args = found.args.map((arg) => {
        if (arg === 'query') return query;
        return arg === 'body' ? (body ?? {}) : path[arg.slice('path:'.length)];
      });
      return api[found.module][found.name](...args).catch((refused: unknown) => {
        if (refused instanceof Response) return refused;
        throw refused;
      });
    },
  };
}

async function compile(folder: string): Promise<void> {
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'es2023', module: 'esnext', moduleResolution: 'bundler' },
    ...{ lib: ['es2023', 'dom', 'dom.iterable'], types: [] },
  };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['client.ts'] }));
  const tsc = resolve('node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', folder]).catch(({ stdout }) => {
    throw new Error(`The generated client does not compile:\n${stdout}`);
  });
}

async function load(folder: string): Promise<Json> {
  const outfile = `${folder}/client.mjs`;
  await build({
    entryPoints: [`${folder}/client.ts`],
    outfile,
    format: 'esm',
    bundle: true,
    logLevel: 'error',
  });
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)).Api;
}
