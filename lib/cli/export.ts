import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Context } from '@/lib/core/context';
import { csvLine } from '@/lib/core/csv';
import { fromCaller } from './caller-folder';
import { EXPORTS, type ExportRow } from './export-rows';
import { printResult } from './print';
import { providerContext, withServices } from './with-services';

interface Options {
  provider: string;
  sandbox?: boolean;
  what: keyof typeof EXPORTS;
  format: 'csv' | 'ndjson';
  out?: string;
}

/** `export`: everything of one kind, row by row, to standard output or a file. */
export function register(program: Command): void {
  program
    .command('export')
    .description('usage, invoices or customers of a provider as CSV or NDJSON')
    .requiredOption('--provider <slug>', 'whose')
    .option('--sandbox', 'of its sandbox')
    .addOption(new Option('--what <kind>', 'of what').choices(Object.keys(EXPORTS)).makeOptionMandatory())
    .addOption(new Option('--format <format>', 'how').choices(['csv', 'ndjson']).default('csv'))
    .option('--out <file>', 'to this file; standard output when absent')
    .action(run);
}

async function run(options: Options, command: Command): Promise<void> {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  const { provider, sandbox, what, format, out } = options;
  await withServices(async (ctx) => {
    const account = await providerContext(ctx, provider, sandbox);
    if (json && out === undefined) {
      const rows: ExportRow[] = [];
      for await (const row of EXPORTS[what](account)) rows.push(row);
      printResult(command, { provider, what, count: rows.length, rows }, String);
      return;
    }
    const target = out === undefined ? process.stdout : createWriteStream(fromCaller(out));
    const count = await write(account, options, target);
    if (out === undefined) return;
    target.end();
    await once(target, 'finish');
    printResult(command, { provider, what, format, count, file: out }, () => `${count} rows in ${out}`);
  });
}

async function write(
  ctx: Context,
  { what, format }: Options,
  target: NodeJS.WritableStream,
): Promise<number> {
  let count = 0;
  for await (const row of EXPORTS[what](ctx)) {
    const head = format === 'csv' && count === 0 ? `${csvLine(Object.keys(row))}\n` : '';
    const line = format === 'csv' ? csvLine(Object.values(row)) : JSON.stringify(row);
    // A slow reader is waited for, so that a large export does not gather in memory.
    if (!target.write(`${head}${line}\n`)) await once(target, 'drain');
    count++;
  }
  return count;
}
