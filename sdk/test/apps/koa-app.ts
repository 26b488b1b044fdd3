import { Readable } from 'node:stream';
import Router from '@koa/router';
import Koa from 'koa';
import type { Pass } from '../../src';
import { tollgateKoa } from '../../src/adapters/koa';
import { about, CHUNKS, listen, type StartApp } from './app';

export const startKoa: StartApp = async (guard, { onSlow }) => {
  const app = new Koa<{ tollgate?: Pass }>();
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.status = 500;
      ctx.body = { mine: (error as Error).message };
    }
  });
  const open = new Router();
  open.get('/open', (ctx) => {
    ctx.body = { open: true };
  });
  app.use(open.routes());
  app.use(tollgateKoa(guard));
  const router = new Router<{ tollgate?: Pass }>({ prefix: '/v1' });
  router.get('/forecast/:city', (ctx) => {
    ctx.body = about(ctx.state.tollgate, ctx.params.city);
  });
  router.get('/cost', (ctx) => {
    ctx.state.tollgate?.setCost(7);
    ctx.body = {};
  });
  router.get('/stream', (ctx) => {
    ctx.state.tollgate?.setCost('3.5');
    ctx.body = Readable.from(CHUNKS);
  });
  router.get('/slow', async (ctx) => {
    await onSlow();
    ctx.body = 'late';
  });
  router.get('/boom', () => {
    throw new Error('the host failed');
  });
  app.use(router.routes());
  return listen(app.callback());
};
