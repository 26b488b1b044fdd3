import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startStripeServer } from './start';

/*
 * The local Stripe as a process of its own, bundled as dist/stripe-server.js. Its address is the first line it
 * prints, and stands in the file of --url-file once it answers. It runs until it is told to stop.
 */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'state-file': { type: 'string' },
    'url-file': { type: 'string' },
    'webhook-url': { type: 'string' },
    'pages-url': { type: 'string' },
  },
});

const server = await startStripeServer({
  port: Number(values.port),
  ...(values['state-file'] && { stateFile: values['state-file'] }),
  ...(values['pages-url'] && { pagesUrl: values['pages-url'] }),
  webhookUrl: values['webhook-url'] ?? null,
  webhookSecret: process.env.STRIPE_WEBHOOK_SECRET ?? 'whsec_simulated',
});

const urlFile = values['url-file'];
if (urlFile) {
  // In one step: whoever waits for the file never reads half of it.
  writeFileSync(`${urlFile}.new`, server.url, { mode: 0o600 });
  renameSync(`${urlFile}.new`, urlFile);
}
process.stdout.write(`${server.url}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
