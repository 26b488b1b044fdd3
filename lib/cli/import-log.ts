import { type Command, Option } from 'commander';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { allPages, allRows } from '@/lib/core/pagination';
import { getPlan, listMeters, listPlans, type Plan } from '@/lib/plans';
import { fromCaller } from './caller-folder';
import { followedText, followFile } from './import-log/follow-file';
import { CUSTOMER_SOURCES, type CustomerSource, importLog } from './import-log/import-log';
import { lineProgress } from './import-log/progress';
import { type ImportReport, importReport, malformedText, reportText } from './import-log/report';
import { withStandardInput } from './import-log/spool-standard-input';
import { printResult } from './print';
import { providerContext, withServices } from './with-services';

interface Options {
  provider: string;
  file: string;
  sandbox?: boolean;
  customerFrom: CustomerSource;
  shiftToNow?: boolean;
  plan?: string;
  meter: string;
  top: number;
  dryRun?: boolean;
  follow?: boolean;
  state?: string;
}

/** `import-log`: usage from the access log of a web server, and what it would have earned. */
export function register(program: Command): void {
  program
    .command('import-log')
    .description('turn an access log (Apache or nginx, common or combined, plain or gzip) into usage')
    .requiredOption('--provider <slug>', 'whose customers called')
    .requiredOption('--file <path>', 'the log; - for standard input')
    .option('--sandbox', 'into its sandbox')
    .addOption(
      new Option(
        '--customer-from <field>',
        'what names the customer: the address, the user, or X-Forwarded-For',
      )
        .choices(CUSTOMER_SOURCES)
        .default('ip'),
    )
    .option('--shift-to-now', 'move all times so that the newest request happens now')
    .option('--plan <slug>', 'price the usage on this plan; on every current plan when absent')
    .option('--meter <slug>', 'the meter that counts the requests', 'calls')
    .option('--top <count>', 'how many customers to list', (text) => wholeOption(text), 10)
    .option('--dry-run', 'read and price, but record nothing')
    .option('--follow', 'go on with what is written to the file, until stopped; resumes where it ended')
    .option('--state <path>', 'with --follow: where the position is kept')
    .action(run);
}

function wholeOption(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100_000) {
    throw invalidField('top', 'invalid', 'Must be a whole number from 1 to 100000.');
  }
  return count;
}

async function run(options: Options, command: Command): Promise<void> {
  if (options.follow) {
    const followed = await withServices(async (ctx) => {
      const account = await providerContext(ctx, options.provider, options.sandbox);
      await requireMeter(account, options.meter);
      return followFile(account, options);
    });
    printResult(command, followed, followedText);
    return;
  }
  const report = await withServices(async (ctx) => {
    const account = await providerContext(ctx, options.provider, options.sandbox);
    if (options.file !== '-') return importFile(account, options, fromCaller(options.file));
    return withStandardInput((path) => importFile(account, options, path));
  });
  const malformed = malformedText(report);
  if (malformed) process.stderr.write(malformed);
  printResult(command, report, reportText);
}

async function importFile(ctx: Context, options: Options, path: string): Promise<ImportReport> {
  const { meter, customerFrom, shiftToNow = false, dryRun = false, top } = options;
  const plans =
    options.plan === undefined ? await currentPlans(ctx) : [await getPlan(ctx, { slug: options.plan })];
  await requireMeter(ctx, meter);
  const progress = lineProgress();
  try {
    const outcome = await importLog(ctx, {
      path,
      meter,
      customerFrom,
      shiftToNow,
      dryRun,
      onProgress: progress.update,
    });
    return importReport(outcome, { provider: ctx.provider.slug, meter, dryRun, plans, top });
  } finally {
    progress.stop();
  }
}

/** Every plan that is sold, in the order of the pricing page. */
async function currentPlans(ctx: Context): Promise<Plan[]> {
  const plans = await allRows((page) => listPlans(ctx, { ...page, archived: 'false' }));
  return plans.sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1));
}

async function requireMeter(ctx: Context, slug: string): Promise<void> {
  for await (const meter of allPages((page) => listMeters(ctx, page))) if (meter.slug === slug) return;
  throw invalidField('meter', 'unknown_meter', `There is no meter "${slug}".`);
}
