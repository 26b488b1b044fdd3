import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { Redis } from 'ioredis';
import { CONSTANT, ready, settings } from './serve.js';

/* Fastify with its own rate limiter on the same Redis, by key. It knows no customer and counts nothing. */
const app = fastify();
await app.register(rateLimit, {
  max: 1_000_000_000,
  timeWindow: 60_000,
  redis: new Redis(settings.redisUrl, { enableAutoPipelining: true }),
  hook: 'preHandler',
  keyGenerator: (request) => request.body.key,
});
const constant = JSON.parse(CONSTANT);
app.post('/api/v1/verify', async () => constant);
await app.listen({ port: 0, host: '127.0.0.1' });
ready(app.server.address().port);
