import cluster from 'node:cluster';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import sirv from 'sirv';
import { forgetPages } from '@/lib/boot/page-cache.js';
import { env } from '@/lib/env';
import { metricsLane } from '@/lib/http/answer-metrics';
import { fastLane } from '@/lib/http/fast-lane';
import { refuseUnreadable } from '@/lib/http/refuse-unreadable';
import { SIMULATED_STRIPE, simulatedStripe } from '@/lib/http/simulated-stripe';
import { announcements } from '@/lib/infra/announcements';
import { type StartedServices, startServices } from '@/lib/infra/start-services';
import { startJobs } from '@/lib/jobs';
import { endWatching } from '@/lib/live';
import { seedWhenEmpty } from '@/prisma/seed';

/** Where pages look for what the build made of scripts and styles. */
const BUILT_FILES = '/_next/static/';
/** How long open requests may take to finish once the process has been told to stop. */
const DRAIN_MS = 10_000;
/** Connections that may wait to be taken: thousands of callers may start at the same moment. */
const BACKLOG = 4_096;
/** How long a request may take to come whole; the largest, 8 MB, is through in that on a slow line. */
const REQUEST_PATIENCE_MS = 60_000;
/**
 * How far the heap may grow before it is collected, in percent of what is in use. Left alone it takes hundreds of
 * megabytes while large batches of events come in, which a small machine does not have; measured, this costs nothing.
 */
const HEAP_GROWTH_PERCENT = 40;
/** A web process that dies at once, again and again, must not keep a core busy. */
const RESTART_AFTER_MS = 1_000;

interface MainOptions {
  /** Pages compiled as they are asked for, as `npm run dev` does. */
  development?: boolean;
}

/**
 * The server that `npm start` runs: the hot path answered here, everything else by Next. With WORKERS above
 * one, this process starts the services and keeps that many web processes alive.
 */
export async function main(options: MainOptions = {}): Promise<void> {
  try {
    const { workers } = env();
    await (workers > 1 && cluster.isPrimary && !options.development ? supervise(workers) : serve(options));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function serve({ development = false }: MainOptions): Promise<void> {
  const { port } = env();
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const services = await startServices({ ownRedis: true });
  const stoppers: (() => Promise<void>)[] = [async () => services?.stop()];
  onStop(stoppers);
  const logins = cluster.isWorker ? null : await seedWhenEmpty(services?.isEmbedded ?? false);
  // React and Next choose their builds by this; the settings above were read before.
  Object.assign(process.env, { NODE_ENV: development ? 'development' : 'production' });
  const { default: next } = await import('next');
  const app = next({ dev: development, dir: process.cwd(), hostname: 'localhost', port });
  await app.prepare();
  const handle = app.getRequestHandler();
  // A change of a customer alone shows on no public page.
  announcements().subscribe((change) => {
    if (!change?.customerId) forgetPages();
  });
  const builtFiles = development ? null : serveBuiltFiles();
  const server = createServer((request, response) => {
    if (fastLane(request, response) || metricsLane(request, response)) return;
    if (simulatedStripe(request, response)) return;
    if (builtFiles && request.url?.startsWith(BUILT_FILES)) {
      request.url = request.url.slice(BUILT_FILES.length - 1);
      builtFiles(request, response, () => void response.writeHead(404).end());
    } else void handle(request, response);
  });
  // Longer than a proxy's idle time in front, so that it is never we who close a connection it is about to use.
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = REQUEST_PATIENCE_MS;
  server.on('clientError', refuseUnreadable);
  await listen(server, port);
  stoppers.push(
    () => closeServer(server),
    async () => app.close(),
  );
  stoppers.push(await startJobs(), async () => endWatching());
  if (cluster.isWorker) process.send?.('ready');
  else {
    const address = addressAt((server.address() as AddressInfo).port);
    await connectStripe(services, address);
    announce(address, logins);
  }
}

/** Scripts, styles and fonts of the build: their names change with their content, and they lie there compressed. */
function serveBuiltFiles() {
  return sirv('.next/static', {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: 365 * 24 * 60 * 60,
    setHeaders: (response) => response.setHeader('X-Content-Type-Options', 'nosniff'),
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new Error(`PORT ${port} is in use: set PORT to another one.`) : error);
    });
    server.listen({ port, backlog: BACKLOG }, resolve);
  });
}

/** What people and links use, and the port that a chosen-for-us one turned out to be. */
function addressAt(port: number): { appUrl: string; port: number } {
  const { appUrl } = env();
  return { appUrl: new URL(appUrl).port === '0' ? `http://localhost:${port}` : appUrl, port };
}

/** Tells the local Stripe, when it is used, where its events and its pages' visitors go. */
async function connectStripe(
  services: StartedServices | null,
  { appUrl, port }: { appUrl: string; port: number },
): Promise<void> {
  await services?.localStripe?.serveAt({
    webhookUrl: `http://127.0.0.1:${port}/api/stripe/webhook`,
    pagesUrl: `${appUrl}${SIMULATED_STRIPE}`,
  });
}

function announce({ appUrl: address }: { appUrl: string }, logins: string | null): void {
  process.stdout.write(`\nTollgate is ready at ${address}\n${logins ? `\n${logins}\n` : ''}`);
}

/** Stops everything in the reverse order of its start, once, whatever signal comes how often. */
function onStop(stoppers: (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const stopper of stoppers.reverse()) {
      await stopper().catch((error) => process.stderr.write(`While stopping: ${error}\n`));
    }
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** The process above several web processes: it owns the services and replaces a web process that dies. */
async function supervise(workers: number): Promise<void> {
  const services = await startServices({ ownRedis: true });
  if (!services) throw new Error('The services are already running in this process.');
  const { databaseUrl, redisNodes, authSecret, stripe } = services.addresses;
  if (!redisNodes) {
    await services.stop();
    throw new Error('WORKERS above 1 needs Redis, which the web processes share: set REDIS_URL.');
  }
  // Before the web processes start, so that none of them serves an installation that is still being filled.
  const logins = await seedWhenEmpty(services.isEmbedded);
  const variables = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisNodes.join(','),
    AUTH_SECRET: authSecret,
    ...(stripe && { STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: stripe.webhookSecret }),
    ...(stripe?.apiBase && { STRIPE_API_BASE: stripe.apiBase }),
  };
  let stopping = false;
  const fork = () =>
    cluster.fork(variables).once('exit', () => {
      if (!stopping) setTimeout(fork, RESTART_AFTER_MS);
    });
  const ready = Array.from({ length: workers }, () => new Promise((done) => fork().once('message', done)));
  onStop([
    () => services.stop(),
    async () => {
      stopping = true;
      const running = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      for (const worker of running) worker.process.kill('SIGTERM');
      await Promise.all(
        running.map((worker) => (worker.isDead() ? null : new Promise((done) => worker.once('exit', done)))),
      );
    },
  ]);
  await Promise.race(ready);
  const address = addressAt(env().port);
  await connectStripe(services, address);
  announce(address, logins);
}
