import type { AddressInfo } from 'node:net';
import { createServer, connect as open, type Socket } from 'node:net';

/** Stands between a client and a server, at an address that stays while the server behind it comes and goes. */
export interface TcpProxy {
  port: number;
  /** Where new connections lead. */
  target: number;
  /** Like a cable that is cut: connections stay open, new ones are taken, and nothing comes through any more. */
  stall(): void;
  /** Lets bytes through again; what was held back was lost with its connections. */
  resume(): void;
  stop(): Promise<void>;
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Map<Socket, Socket | null>();
  let stalled = false;
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    near.on('close', () => {
      pairs.get(near)?.destroy();
      pairs.delete(near);
    });
    pairs.set(near, null);
    if (!stalled) bridge(near);
  });
  const bridge = (near: Socket) => {
    const far = open(proxy.target, '127.0.0.1');
    pairs.set(near, far);
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    target,
    stall() {
      stalled = true;
      for (const [near, far] of pairs) {
        near.unpipe().pause();
        far?.unpipe().pause();
      }
    },
    resume() {
      stalled = false;
      for (const near of pairs.keys()) near.destroy();
    },
    async stop() {
      for (const near of pairs.keys()) near.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
