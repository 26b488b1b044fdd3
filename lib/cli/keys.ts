import type { Command } from 'commander';
import { createSecretKey } from '@/lib/tenants';
import { printResult } from './print';
import { providerContext, withServices } from './with-services';

interface Options {
  provider: string;
  sandbox?: boolean;
  name?: string;
}

/** `keys create`: another secret key for a provider's own use of the API. */
export function register(program: Command): void {
  program
    .command('keys')
    .description('secret keys of providers')
    .command('create')
    .description('make a new secret key')
    .requiredOption('--provider <slug>', 'whose')
    .option('--sandbox', 'for its sandbox')
    .option('--name <name>', 'what it is for', 'From the shell')
    .action(run);
}

async function run({ provider, sandbox, name }: Options, command: Command): Promise<void> {
  const result = await withServices(async (ctx) => {
    const account = await providerContext(ctx, provider, sandbox);
    const { id, secret } = await createSecretKey(account, { name });
    return { providerId: account.provider.id, slug: account.provider.slug, id, secretKey: secret };
  });
  printResult(command, result, ({ slug, secretKey }) => `${slug}: ${secretKey}\nIt is shown this once.`);
}
