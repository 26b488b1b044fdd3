import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastLane } from '@/lib/http/fast-lane';
import { startServices } from '@/lib/infra/start-services';

/*
 * The hot path alone as a process of its own, for tests that kill it or run two of it. Services come from the
 * environment as in production; the port is printed once it answers.
 */
const services = await startServices();
const server = createServer((request, response) => {
  if (!fastLane(request, response)) response.writeHead(404).end();
});
// As the product's own server has it.
server.keepAliveTimeout = 65_000;
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () =>
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`),
);
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await services?.stop();
  process.exit(0);
});
