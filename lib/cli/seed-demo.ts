import type { Command } from 'commander';
import { demoText, seedDemo } from '@/prisma/seed';
import { printResult } from './print';
import { withServices } from './with-services';

/** `seed-demo`: the demo's providers, in any database. */
export function register(program: Command): void {
  program
    .command('seed-demo')
    .description('two demo providers with ninety days of customers, usage and invoices')
    .action(run);
}

async function run(_options: unknown, command: Command): Promise<void> {
  const demo = await withServices((ctx) => seedDemo(ctx));
  printResult(command, demo, (shown) => demoText(shown));
}
