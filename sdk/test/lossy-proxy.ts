import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** In front of a server: passes requests on and may lose the answers, or refuse connections' requests at once. */
export interface LossyProxy {
  url: string;
  /** `answer`: passes everything. `lose`: the server does its work and nobody hears. `refuse`: nothing arrives. */
  mode: 'answer' | 'lose' | 'refuse';
  /** Requests that came, by path. */
  seen: string[];
  close(): Promise<void>;
}

export async function startLossyProxy(target: string): Promise<LossyProxy> {
  const server = createServer((request, response) => {
    proxy.seen.push(request.url ?? '');
    if (proxy.mode === 'refuse') {
      request.socket.destroy();
      return;
    }
    const { method, headers } = request;
    const onward = send(target + request.url, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        if (proxy.mode === 'lose') request.socket.destroy();
        else response.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(chunks));
      });
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const proxy: LossyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'answer',
    seen: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
