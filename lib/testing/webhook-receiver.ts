import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came to the receiver. */
export interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody's server that webhooks are sent to. */
export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** How it answers from now on; 204 at first. */
  answer(with_: number | ((response: ServerResponse, request: Received) => void)): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  let answer: (response: ServerResponse, request: Received) => void = (response) =>
    response.writeHead(204).end();
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = {
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    received.push(one);
    answer(response, one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer(with_) {
      answer = typeof with_ === 'number' ? (response) => response.writeHead(with_).end('so be it') : with_;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
