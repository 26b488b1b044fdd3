import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Api, answerApi } from './api';
import { answerControl } from './control';
import { Faults } from './faults';
import { answerPage } from './pages/pages';
import type { World } from './scope';
import { Store } from './store';
import { passTime } from './time';
import { Webhooks } from './webhooks';

const TIME_PASSES_EVERY_MS = 5_000;

export interface StripeServerOptions {
  /** 0, or none: a free one. */
  port?: number;
  /** Keeps cards and payments over a restart; without it they go with the process. */
  stateFile?: string;
  /** Where events go; null keeps them until the control endpoint says where. */
  webhookUrl: string | null;
  webhookSecret: string;
  /** Where a browser reaches the hosted pages, when that is not this server's own address. */
  pagesUrl?: string;
  /** Milliseconds since 1970; real time unless given. */
  clock?: () => number;
}

export interface StripeServer {
  /** `http://127.0.0.1:4242`: the SDK's `host` and `port`. */
  url: string;
  port: number;
  /** Asks the control endpoint: `control('/clock', { offsetSeconds: 86_400 })`. */
  control<T = unknown>(path: string, body?: object): Promise<T>;
  close(): Promise<void>;
}

/** A Stripe of one's own, on the loopback interface. */
export async function startStripeServer(options: StripeServerOptions): Promise<StripeServer> {
  const clock = options.clock ?? (() => Date.now());
  const time = { offsetSeconds: 0 };
  const store = new Store(options.stateFile ?? null);
  const now = () => Math.floor(clock() / 1000) + time.offsetSeconds;
  const { webhookUrl: url, webhookSecret: secret } = options;
  const webhooks = new Webhooks({ store, now, url, secret });
  let own = '';
  const settings = { pagesUrl: options.pagesUrl ?? null };
  const world: World = {
    store,
    now,
    pagesUrl: () => settings.pagesUrl ?? own,
    record: (event) => webhooks.record(event),
  };
  const api: Api = { world, faults: new Faults(), calls: [] };
  const controlled = { api, webhooks, time, settings };
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const path = request.url ?? '/';
      if (path.startsWith('/_control/')) await answerControl(controlled, request, response);
      else if (path.startsWith('/c/') || path.startsWith('/oauth/authorize'))
        await answerPage(world, request, response);
      else await answerApi(api, request, response);
    } catch (error) {
      process.stderr.write(`The local Stripe failed: ${error instanceof Error ? error.stack : error}\n`);
      if (!response.headersSent) response.writeHead(500).end();
    }
  };
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  own = `http://127.0.0.1:${port}`;
  webhooks.resume();
  const ticking = setInterval(() => passTime(world), TIME_PASSES_EVERY_MS);
  ticking.unref();
  return {
    url: own,
    port,
    control: <T>(path: string, body?: object) => askControl(own, path, body) as Promise<T>,
    close: () => {
      clearInterval(ticking);
      webhooks.close();
      store.commit();
      return close(server);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Throws what the control endpoint objects to. */
export async function askControl(url: string, path: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const request = body && { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${url}/_control${path}`, request);
  const answer = (await response.json()) as { message?: string };
  if (!response.ok) throw new Error(`${path}: ${answer.message}`);
  return answer;
}
