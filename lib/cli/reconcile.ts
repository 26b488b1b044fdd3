import type { Command } from 'commander';
import { rebuildGauge } from '@/lib/access';
import { type Reconciliation, reconcile } from '@/lib/revenue';
import { printResult } from './print';
import { providerContext, withServices } from './with-services';

interface Options {
  provider: string;
  sandbox?: boolean;
  rebuild: boolean;
}

/** `reconcile`: the proof that every call is counted and billed once; the live counters are loaded anew. */
export function register(program: Command): void {
  program
    .command('reconcile')
    .description('prove that events, rollups, invoices and live counters agree, and load the counters anew')
    .requiredOption('--provider <slug>', 'whose')
    .option('--sandbox', 'of its sandbox')
    .option('--no-rebuild', 'leave the live counters as they are')
    .action(run);
}

async function run({ provider, sandbox, rebuild }: Options, command: Command): Promise<void> {
  const result = await withServices(async (ctx) => {
    const account = await providerContext(ctx, provider, sandbox);
    const proof = await reconcile(account);
    if (rebuild) await rebuildGauge(account);
    return { provider: account.provider.slug, ...proof, rebuilt: rebuild };
  });
  printResult(command, result, proofText);
  // So that a script notices.
  if (result.differences.length + result.payments.differences.length > 0) process.exitCode = 1;
}

function proofText(proof: Reconciliation & { rebuilt: boolean }): string {
  const { events, rollups, billed, unbilled, meters, gauge, differences, leakage, payments } = proof;
  const place = gauge.kind === 'redis' ? 'in Redis' : 'of this process';
  return [
    `${events} events = ${rollups} rollups = ${billed} billed + ${unbilled} unbilled`,
    ...meters.map(
      ({ meter, rollups: { quantity }, unbilled: { open, notCharged, late } }) =>
        `  ${meter}: ${quantity} units; unbilled: ${open} open, ${notCharged} not charged, ${late} late`,
    ),
    `${gauge.compared} of ${gauge.subscribers} subscribers have live counters ${place}`,
    ...(proof.rebuilt ? ['every server loads its live counters anew'] : []),
    ...(differences.length === 0 ? ['no differences'] : [`${differences.length} differences:`]),
    ...differences.map(
      ({ kind, customer, meter, month, key, expected, found }) =>
        `  ${[kind, customer, meter, month, key].filter(Boolean).join(' ')}: ${expected} expected, ${found} found`,
    ),
    `${payments.compared} payments compared with Stripe’s, ${payments.repaired} brought into line`,
    ...payments.differences.map(
      ({ kind, subject, expected, found }) =>
        `  payment ${kind} ${subject}: ${expected} expected, ${found} found`,
    ),
    ...leakage.map(
      ({ kind, customer, quantity, amount }) =>
        `leak: ${kind} ${customer} ${quantity}${amount === null ? '' : ` (${amount} minor units)`}`,
    ),
  ].join('\n');
}
