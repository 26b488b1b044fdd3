import { serve } from '@hono/node-server';
import type { Pass } from '../../src';
import { tollgateFetch } from '../../src/adapters/fetch';
import { tollgateNext } from '../../src/adapters/next';
import { type AppHooks, about, CHUNKS, opened, type StartApp } from './app';

const ROUTE = { forecast: '/v1/forecast/:city' } as Record<string, string>;
const routeOf = (request: Request) => ROUTE[new URL(request.url).pathname.split('/')[2] ?? ''];

/** What a handler of an edge runtime would be; Node's server only carries it. */
function handlerOf({ onSlow }: AppHooks) {
  return async (request: Request & { tollgate?: Pass }): Promise<Response> => {
    const [, , name, city] = new URL(request.url).pathname.split('/');
    if (name === 'forecast') return Response.json(about(request.tollgate, city));
    if (name === 'cost') {
      request.tollgate?.setCost(7);
      return Response.json({});
    }
    if (name === 'stream') return new Response(streamOf(request.tollgate));
    if (name === 'slow') {
      await onSlow();
      return new Response('late');
    }
    throw new Error('the host failed');
  };
}

function streamOf(pass: Pass | undefined): ReadableStream<Uint8Array> {
  const chunks = [...CHUNKS];
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk !== undefined) return controller.enqueue(new TextEncoder().encode(chunk));
      pass?.setCost('3.5');
      controller.close();
    },
  });
}

async function carry(handler: (request: Request) => Promise<Response>) {
  const fetch = async (request: Request) => {
    if (new URL(request.url).pathname === '/open') return Response.json({ open: true });
    try {
      return await handler(request);
    } catch (error) {
      return Response.json({ mine: (error as Error).message }, { status: 500 });
    }
  };
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  return opened(server as never);
}

export const startFetch: StartApp = (guard, hooks) =>
  carry(tollgateFetch(guard, handlerOf(hooks), { route: routeOf }));

/** A route handler of Next is called with the request and its context. */
export const startNext: StartApp = (guard, hooks) => {
  const handler = tollgateNext(guard, handlerOf(hooks), { route: routeOf });
  return carry(async (request) => handler(request, { params: Promise.resolve({}) }));
};
