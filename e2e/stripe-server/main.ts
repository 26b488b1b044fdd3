import { parseArgs } from 'node:util';
import { startStripeServer } from './start';

/** `node dist/stripe-server.js --webhook-url … --webhook-secret …`: prints its address and runs until it is told to stop. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '0' },
      'state-file': { type: 'string' },
      'webhook-url': { type: 'string' },
      'webhook-secret': { type: 'string' },
      'pages-url': { type: 'string' },
    },
  });
  const server = await startStripeServer({
    port: Number(values.port),
    ...(values['state-file'] && { stateFile: values['state-file'] }),
    ...(values['pages-url'] && { pagesUrl: values['pages-url'] }),
    webhookUrl: values['webhook-url'] ?? null,
    webhookSecret: values['webhook-secret'] ?? 'whsec_simulated',
  });
  process.stdout.write(`${server.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}
