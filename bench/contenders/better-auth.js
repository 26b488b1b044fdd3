import { createServer } from 'node:http';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { Redis } from 'ioredis';
import pg from 'pg';
import { readJson, sendJson, serve, settings } from './serve.js';

/*
 * Better Auth's API keys with their rate limit and remaining count, kept in PostgreSQL or (`settings.storage`)
 * in the same Redis as secondary storage. Its keys are its own, so it makes as many as the others have.
 */
const redis =
  settings.storage === 'redis' ? new Redis(settings.redisUrl, { enableAutoPipelining: true }) : null;

const auth = betterAuth({
  baseURL: 'http://127.0.0.1',
  secret: 'a secret that only the benchmark uses, long enough',
  database: new pg.Pool({ connectionString: settings.databaseUrl, max: 20 }),
  logger: { disabled: true },
  emailAndPassword: { enabled: true },
  ...(redis && {
    secondaryStorage: {
      get: (key) => redis.get(key),
      set: (key, value, ttlSeconds) =>
        ttlSeconds ? redis.set(key, value, 'EX', Math.ceil(ttlSeconds)) : redis.set(key, value),
      delete: (key) => redis.del(key),
    },
  }),
  plugins: [
    apiKey({
      storage: redis ? 'secondary-storage' : 'database',
      rateLimit: { enabled: true, timeWindow: 60_000, maxRequests: 1_000_000_000 },
    }),
  ],
});

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
const email = `bench-${process.pid}@example.com`;
const { user } = await auth.api.signUpEmail({
  body: { email, name: 'Bench', password: 'correct horse battery' },
});
const keys = [];
for (let made = 0; made < settings.keys.length; made++) {
  const { key } = await auth.api.createApiKey({ body: { userId: user.id, remaining: 1_000_000_000 } });
  keys.push(key);
}

const server = createServer(async (request, response) => {
  const { key } = await readJson(request);
  const { valid, error, key: found } = await auth.api.verifyApiKey({ body: { key } });
  sendJson(response, 200, { allowed: valid, code: error?.code ?? 'ok', remaining: found?.remaining ?? null });
});
serve(server, { keys });
