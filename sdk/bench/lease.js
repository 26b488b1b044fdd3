import { createServer } from 'node:http';
import { Guard } from '../dist/esm/index.js';

/*
 * How long a call waits for its decision when it is made in the process: `node sdk/build.js && node sdk/bench/lease.js`.
 * Without BASE_URL, SECRET_KEY and KEY in its arguments it grants itself every lease over HTTP.
 */

const CALLS = 300_000;
const WARM_UP = 50_000;
const [baseUrl, secretKey, key] = process.argv.slice(2);

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = JSON.parse(text);
  const answer = request.url.endsWith('/grant')
    ? {
        id: 'lease_1',
        allowed: true,
        code: 'ok',
        customer: { id: 'cus_1', externalId: 'acme', name: 'Acme' },
        plan: 'starter',
        keyId: 'key_1',
        rateLimit: { limit: 1_000_000, remaining: 5, resetAt: later(), windowSeconds: 60 },
        quota: { limit: 1_000_000, used: 10, remaining: 5, resetAt: later(), hard: true },
        spend: { currency: 'INR', amount: 0, limit: 50_000 },
        calls: body.calls,
        units: String(body.calls),
        ttlMs: 5_000,
        expiresAt: later(),
      }
    : { accepted: body.uses.length, duplicates: 0, held: body.held };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const guard = new Guard({
  baseUrl: baseUrl ?? `http://127.0.0.1:${server.address().port}`,
  secretKey: secretKey ?? 'tg_test_bench',
  lease: { calls: 10_000, seconds: 5 },
});
const call = {
  method: 'GET',
  path: '/v1/forecast/pune',
  route: '/v1/forecast/:city',
  header: (name) => (name === 'x-api-key' ? (key ?? 'sk_live_bench') : undefined),
  raw: null,
};

const waits = new Float64Array(CALLS);
for (let n = -WARM_UP; n < CALLS; n++) {
  const start = performance.now();
  const entry = await guard.enter(call);
  const wait = performance.now() - start;
  if (entry.kind !== 'passed') throw new Error(`refused: ${entry.refusal?.body}`);
  entry.finish({ status: 200 });
  if (n >= 0) waits[n] = wait * 1000;
  // A server has input and output between its calls.
  if (n % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
}
await guard.close();
server.close();
server.closeAllConnections();

waits.sort();
const at = (share) => `${waits[Math.floor(share * CALLS)].toFixed(2)} µs`;
console.log(`${CALLS} decisions by lease: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
