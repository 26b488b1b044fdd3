import { Command } from 'commander';
import { setCallerFolder } from './caller-folder';
import * as closePeriods from './close-periods';
import * as doctor from './doctor';
import * as exportRows from './export';
import { failureOf } from './failure';
import * as importLog from './import-log';
import * as keys from './keys';
import * as provider from './provider';
import * as reconcile from './reconcile';
import * as seedDemo from './seed-demo';

/** Every command, in the order of the help. Each file registers itself. */
const COMMANDS: { register(program: Command): void }[] = [
  provider,
  keys,
  closePeriods,
  exportRows,
  importLog,
  reconcile,
  doctor,
  seedDemo,
];

/** Runs one command line; sets the process's exit code and never throws. */
export async function main(argv: string[], callerFolder: string = process.cwd()): Promise<void> {
  setCallerFolder(callerFolder);
  const program = createProgram();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    const { sentence, exitCode } = failureOf(error);
    if (sentence) process.stderr.write(`${sentence}\n`);
    process.exitCode = exitCode;
  }
}

function createProgram(): Command {
  const program = new Command('tollgate')
    .description('Tollgate from the shell, beside a running server or without one.')
    .option('--json', 'print one JSON object and nothing else')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) });
  for (const command of COMMANDS) command.register(program);
  return program;
}
