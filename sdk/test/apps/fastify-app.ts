import { Readable } from 'node:stream';
import fastify from 'fastify';
import type { Pass } from '../../src';
import { tollgateFastify } from '../../src/adapters/fastify';
import { about, CHUNKS, opened, type StartApp } from './app';

declare module 'fastify' {
  interface FastifyRequest {
    tollgate: Pass | null;
  }
}

export const startFastify: StartApp = async (guard, { onSlow }) => {
  const app = fastify();
  app.setErrorHandler((error: Error, _request, reply) => reply.status(500).send({ mine: error.message }));
  app.get('/open', async () => ({ open: true }));
  await app.register(
    async (api) => {
      await api.register(tollgateFastify(guard));
      api.get<{ Params: { city: string } }>('/forecast/:city', async (request) =>
        about(request.tollgate, request.params.city),
      );
      api.get('/cost', async (request) => {
        request.tollgate?.setCost(7);
        return {};
      });
      api.get('/stream', async (request, reply) => {
        request.tollgate?.setCost('3.5');
        return reply.type('text/plain').send(Readable.from(CHUNKS));
      });
      api.get('/slow', async () => {
        await onSlow();
        return 'late';
      });
      api.get('/boom', async () => {
        throw new Error('the host failed');
      });
    },
    { prefix: '/v1' },
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const served = await opened(app.server);
  return {
    url: served.url,
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
};
