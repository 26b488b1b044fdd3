import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Guard, Pass } from '../../src';

/** A provider's API in one framework, guarded. */
export interface TestApp {
  url: string;
  close(): Promise<void>;
}

export interface AppHooks {
  /** Called when `/v1/slow` is being served; it answers when the promise resolves. */
  onSlow(): Promise<void>;
}

/** Starts the app of a framework. All of them have the same routes. */
export type StartApp = (guard: Guard, hooks: AppHooks) => Promise<TestApp>;

export const CHUNKS = ['one ', 'two ', 'three'];

/** What the framework apps say of the caller. */
export const about = (pass: Pass | null | undefined, city: string | undefined) => ({
  city,
  customer: pass?.customer?.externalId ?? null,
  plan: pass?.plan ?? null,
});

export async function listen(listener: RequestListener): Promise<TestApp> {
  return opened(createServer(listener));
}

export async function opened(server: Server): Promise<TestApp> {
  if (!server.listening) {
    await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
