import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/*
 * PostgreSQL's own best: COPY of the same rows, in the same batches, into `bench.event_copy`, which has the
 * same columns and indexes as the ledger's events and their keys. Prints one line: rows a second.
 */
const { databaseUrl, providerId, customers, size, total, lanes } = JSON.parse(process.env.BENCH_LOAD ?? '{}');

const now = new Date().toISOString();
const row = (n) =>
  [
    ...[providerId, customers[n % customers.length], randomUUID(), 'calls', now, now, 1],
    ...[`GET /forecast/${n % 5}`, '', n % 20 === 0 ? 500 : 200, n % 300, '\\N'],
  ].join('\t');
const bodies = Array.from({ length: total / size }, (_, batch) =>
  Buffer.from(`${Array.from({ length: size }, (_row, index) => row(batch * size + index)).join('\n')}\n`),
);

let next = 0;
const clients = Array.from({ length: lanes }, () => new pg.Client({ connectionString: databaseUrl }));
await Promise.all(clients.map((client) => client.connect()));
const lane = async (client) => {
  while (next < bodies.length) {
    const body = bodies[next++];
    const stream = client.query(copyFrom('COPY bench.event_copy FROM STDIN'));
    const finished = once(stream, 'finish');
    stream.end(body);
    await finished;
  }
};
const startedAt = performance.now();
await Promise.all(clients.map(lane));
const seconds = (performance.now() - startedAt) / 1_000;
await Promise.all(clients.map((client) => client.end()));
process.stdout.write(`${JSON.stringify({ perSecond: total / seconds, accepted: total, failed: 0 })}\n`);
