import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { stream } from 'hono/streaming';
import { type TollgateVariables, tollgateHono } from '../../src/adapters/hono';
import { about, CHUNKS, opened, type StartApp } from './app';

export const startHono: StartApp = async (guard, { onSlow }) => {
  const app = new Hono<{ Variables: TollgateVariables }>();
  app.get('/open', (c) => c.json({ open: true }));
  app.use('/v1/*', tollgateHono(guard, { routeOf: routePath }));
  app.get('/v1/forecast/:city', (c) => c.json(about(c.get('tollgate'), c.req.param('city'))));
  app.get('/v1/cost', (c) => {
    c.get('tollgate').setCost(7);
    return c.json({});
  });
  app.get('/v1/stream', (c) =>
    stream(c, async (out) => {
      for (const chunk of CHUNKS) await out.write(chunk);
      c.get('tollgate').setCost('3.5');
    }),
  );
  app.get('/v1/slow', async (c) => {
    await onSlow();
    return c.text('late');
  });
  app.get('/v1/boom', () => {
    throw new Error('the host failed');
  });
  app.onError((error, c) => c.json({ mine: error.message }, 500));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  return opened(server as never);
};
