/**
 * Who is measured, and what each does for a call. Scripts are given from the root; `settings` go to those of this
 * folder.
 * @typedef {{ name: string, title: string, does: string, script: string, settings?: object, redis?: boolean,
 *   database?: string }} Contender
 */

/** @type {Contender[]} */
export const CONTENDERS = [
  {
    name: 'tollgate',
    title: 'Tollgate',
    does: 'rate, quota and price decided in one step in Redis; every call stored before its answer',
    script: 'lib/boot/start.js',
    redis: true,
    database: 'tollgate',
  },
  {
    name: 'tollgate-alone',
    title: 'Tollgate without Redis',
    does: 'the same, decided in the process',
    script: 'lib/boot/start.js',
    database: 'tollgate',
  },
  {
    name: 'node-http',
    title: 'Bare node:http',
    does: 'reads the body and answers a constant',
    script: 'bench/contenders/node-http.js',
  },
  {
    name: 'next-route',
    title: 'Bare Next route handler',
    does: 'answers a constant',
    script: 'bench/contenders/next-route.js',
  },
  {
    name: 'fastify',
    title: 'Fastify + @fastify/rate-limit',
    does: 'a rate limit in Redis; counts nothing',
    script: 'bench/contenders/fastify-rate-limit.js',
    redis: true,
  },
  {
    name: 'better-auth-redis',
    title: 'Better Auth API keys, Redis',
    does: 'key, rate limit and remaining count in Redis, read and then written',
    script: 'bench/contenders/better-auth.js',
    settings: { storage: 'redis' },
    redis: true,
    database: 'better_auth_redis',
  },
  {
    name: 'better-auth-postgres',
    title: 'Better Auth API keys, PostgreSQL',
    does: 'key, rate limit and remaining count in PostgreSQL',
    script: 'bench/contenders/better-auth.js',
    settings: { storage: 'database' },
    database: 'better_auth_postgres',
  },
  {
    name: 'express',
    title: 'By hand: Express + rate-limiter-flexible + INSERT',
    does: 'a rate limit in Redis; one INSERT per call',
    script: 'bench/contenders/express-by-hand.js',
    redis: true,
    database: 'by_hand',
  },
];
