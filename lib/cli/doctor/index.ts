import type { Command } from 'commander';
import { printResult } from '../print';
import { examine } from './examine';
import type { Finding } from './finding';

const MARKS: Record<Finding['status'], string> = { ok: '✓', warning: '!', failed: '✗' };

/** `doctor`: whether this deployment is fit to take calls and money. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description(
      'check this deployment: settings, database, Redis, mail, Stripe, queue, disk; changes nothing',
    )
    .addHelpText('after', '\nExits with 1 when something failed; warnings alone exit with 0.')
    .action(run);
}

async function run(_options: unknown, command: Command): Promise<void> {
  const findings = await examine(progressOf(process.stderr));
  const count = (status: Finding['status']) => findings.filter((one) => one.status === status).length;
  const [failures, warnings] = [count('failed'), count('warning')];
  const status: Finding['status'] = failures > 0 ? 'failed' : warnings > 0 ? 'warning' : 'ok';
  printResult(command, { status, failed: failures, warnings, checks: findings }, ({ checks }) =>
    [
      ...checks.map(({ check, status: found, detail }) => `${MARKS[found]} ${check}: ${detail}`),
      '',
      `${failures} failed, ${warnings} warnings.`,
    ].join('\n'),
  );
  if (failures > 0) process.exitCode = 1;
}

/** One line that is written over, where a person looks on. */
function progressOf(terminal: NodeJS.WriteStream): (name: string, total: number) => void {
  let done = 0;
  return (name, total) => {
    if (!terminal.isTTY) return;
    done++;
    terminal.write(`\r\x1b[2K${done}/${total} ${name}${done === total ? '\r\x1b[2K' : ''}`);
  };
}
