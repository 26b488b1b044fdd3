import type { Command } from 'commander';

import { createProvider, createProviderInput, listProviders } from '@/lib/tenants';
import { parseOptions } from './parse-options';
import { printResult, table } from './print';
import { withServices } from './with-services';

/** `provider create` and `provider list`. */
export function register(program: Command): void {
  const provider = program.command('provider').description('businesses that sell an API');
  provider
    .command('create')
    .description('register a provider with its sandbox, owner and secret keys')
    .requiredOption('--name <name>', 'what it is called')
    .requiredOption('--slug <slug>', 'its short name in URLs')
    .requiredOption('--email <email>', 'of the owner')
    .requiredOption('--password <password>', 'of the owner, 10 characters or more')
    .option('--currency <code>', 'ISO 4217', 'INR')
    .option('--timezone <zone>', 'IANA time zone', 'Asia/Kolkata')
    .option('--country <code>', 'ISO 3166-1, two letters', 'IN')
    .action(runCreate);
  provider.command('list').description('all providers and sandboxes').action(runList);
}

async function runCreate(_options: unknown, command: Command): Promise<void> {
  const input = parseOptions(createProviderInput, command.opts());
  const created = await withServices((ctx) => createProvider(ctx, input));
  const { providerId, slug, secretKey, sandboxSecretKey } = created;
  printResult(command, { providerId, slug, secretKey, sandboxSecretKey }, () =>
    [
      `Provider ${slug} (${providerId}) is registered; ${input.email} signs in as its owner.`,
      `  secret key          ${secretKey}`,
      `  sandbox secret key  ${sandboxSecretKey}`,
      'The keys are shown this once.',
    ].join('\n'),
  );
}

async function runList(_options: unknown, command: Command): Promise<void> {
  const views = await withServices((ctx) => listProviders(ctx));
  const providers = views.map(({ id, slug, name, mode, currency, timezone, country }) => {
    return { id, slug, name, mode, currency, timezone, country };
  });
  printResult(command, { providers }, () =>
    table(
      ['SLUG', 'NAME', 'MODE', 'CURRENCY', 'TIMEZONE', 'ID'],
      providers.map((row) => [row.slug, row.name, row.mode, row.currency, row.timezone, row.id]),
    ),
  );
}
