/* What every contender but Tollgate shares: its settings, and how it says that it is ready. */

/** `databaseUrl`, `redisUrl`, `keys` and whatever the contender's own entry adds. */
export const settings = JSON.parse(process.env.BENCH_SETTINGS ?? '{}');

/** The answer of those that have nothing to say: as long as Tollgate's. */
export const CONSTANT = JSON.stringify({ allowed: true, code: 'ok', padding: 'x'.repeat(480) });

/**
 * @param {{ listen: Function, address: () => any }} server
 * @param {object} [more] that the load must know, such as keys of the contender's own
 */
export function serve(server, more = {}) {
  server.listen(0, '127.0.0.1', () => ready(server.address().port, more));
}

export function ready(port, more = {}) {
  process.stdout.write(`${JSON.stringify({ port, ...more })}\n`);
}

/** A body of JSON, as a framework would read it. */
export async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

export function sendJson(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

process.once('SIGTERM', () => process.exit(0));
