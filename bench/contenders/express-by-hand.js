import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { serve, settings } from './serve.js';

/*
 * What a developer would write: Express, rate-limiter-flexible on the same Redis, keys by their hash from a cache,
 * one INSERT into PostgreSQL per call. A rate limit and a count; no quota, no money, no deduplication.
 */
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 20 });
await pool.query(`CREATE TABLE IF NOT EXISTS usage (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key_hash text NOT NULL, endpoint text NOT NULL,
  quantity numeric NOT NULL, occurred_at timestamptz NOT NULL DEFAULT now())`);
await pool.query('CREATE INDEX IF NOT EXISTS usage_by_key ON usage (key_hash, occurred_at)');

const hashOf = (key) => createHash('sha256').update(key).digest('hex');
const known = new Map(settings.keys.map((key, index) => [hashOf(key), `customer-${index}`]));
const limiter = new RateLimiterRedis({
  storeClient: new Redis(settings.redisUrl, { enableAutoPipelining: true }),
  points: 1_000_000_000,
  duration: 60,
});

const app = express();
app.use(express.json());
app.post('/api/v1/verify', async (request, response) => {
  const { key, endpoint } = request.body;
  const hash = hashOf(key);
  const customer = known.get(hash);
  if (!customer) return response.json({ allowed: false, code: 'invalid_key' });
  const limit = await limiter.consume(hash).catch(() => null);
  if (!limit) return response.json({ allowed: false, code: 'rate_limited' });
  await pool.query({
    name: 'count',
    text: 'INSERT INTO usage (key_hash, endpoint, quantity) VALUES ($1, $2, 1)',
    values: [hash, endpoint],
  });
  response.json({ allowed: true, code: 'ok', customer, remaining: limit.remainingPoints });
});
serve(createServer(app));
