import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastLane } from '@/lib/http/fast-lane';
import { dispatch } from './call-api';

/** The whole API on a port, without the pages. */
export interface ApiServer {
  /** `http://127.0.0.1:port`, without a path. */
  url: string;
  close(): Promise<void>;
}

/** Serves the hot path by the fast lane and the rest by the route handlers, as the product's own server does. */
export async function startApiServer(): Promise<ApiServer> {
  const server = createServer(async (request, response) => {
    if (fastLane(request, response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const hasBody = chunks.length > 0;
    const answer = await dispatch(
      new Request(`http://${request.headers.host}${request.url}`, {
        method: request.method ?? 'GET',
        headers: Object.entries(request.headers).map(
          ([name, value]) => [name, String(value)] as [string, string],
        ),
        ...(hasBody && { body: Buffer.concat(chunks) }),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
