import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** A process of the product's own code, for tests that kill it or run several at once. */
export interface BundledProcess {
  /** The first line that it writes. */
  firstLine: Promise<string>;
  /** Sends the signal; returns the exit code (null when the signal ended it). */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const bundles = new Map<string, Promise<string>>();

/** Starts `main()` of a source file in a process of its own. */
export async function startProcess(
  source: string,
  variables: Record<string, string>,
): Promise<BundledProcess> {
  const bundle = bundles.get(source) ?? bundleOf(source);
  bundles.set(source, bundle);
  const start = `await (await import(${JSON.stringify(await bundle)})).main([])`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', start], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...variables } as unknown as NodeJS.ProcessEnv,
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  return {
    firstLine: firstLine(child),
    async end(signal) {
      child.kill(signal);
      const [code] = await exit;
      return code;
    },
  };
}

/** Bundles a source file as the product's build does; returns where the bundle lies. */
export async function bundleOf(source: string): Promise<string> {
  const outfile = resolve(`dist/testing/${source.replaceAll('/', '-')}-${process.pid}.js`);
  await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}

function firstLine(child: ChildProcess): Promise<string> {
  const line = new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`the process ended with ${code} before its first line`)));
  });
  // Tests that kill the process early do not wait for the line.
  line.catch(() => undefined);
  return line;
}
