import type { Command } from 'commander';
import { closeAllDue } from '@/lib/billing';
import { paymentSources } from '@/lib/payments';
import { printResult } from './print';
import { withServices } from './with-services';

/** `close-periods`: what the job does every minute, now. Safe beside a running server. */
export function register(program: Command): void {
  program
    .command('close-periods')
    .description('close periods that ended, and finalise drafts whose grace is over, for all providers')
    .action(run);
}

async function run(_options: unknown, command: Command): Promise<void> {
  const providers = await withServices(() => closeAllDue({ sources: paymentSources }));
  const done = providers.flatMap((one) => one.done);
  const count = (what: string) => done.filter((one) => one.what === what).length;
  const result = {
    periodsClosed: count('period_closed') + count('usage_closed') + count('subscription_cancelled'),
    invoicesDrafted: count('invoice_drafted'),
    invoicesFinalized: count('invoice_finalized'),
    invoicesCharged: count('invoice_charged'),
    paymentsFailed: count('payment_failed'),
    failed: providers.reduce((sum, one) => sum + one.failed, 0),
    providers,
  };
  if (result.failed > 0) process.exitCode = 1;
  printResult(
    command,
    result,
    (sums) =>
      `${sums.periodsClosed} periods closed, ${sums.invoicesDrafted} invoices drafted, ` +
      `${sums.invoicesFinalized} finalised, ${sums.invoicesCharged} charged, ` +
      `${sums.paymentsFailed} payments declined, ${sums.failed} failed.`,
  );
}
