import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/*
 * The load of `events` in a process of its own: a fixed number of events with new ids, written out before the
 * clock starts, sent in batches over a number of connections. Prints one line: events a second, accepted.
 */
const { url, secret, customers, size, total, lanes } = JSON.parse(process.env.BENCH_LOAD ?? '{}');

const event = (n) => ({
  id: randomUUID(),
  customer: customers[n % customers.length],
  endpoint: `GET /forecast/${n % 5}`,
  status: n % 20 === 0 ? 500 : 200,
  latencyMs: n % 300,
});
const bodies = Array.from({ length: total / size }, (_, batch) =>
  Buffer.from(JSON.stringify(Array.from({ length: size }, (_event, index) => event(batch * size + index)))),
);
const agent = new Agent({ keepAlive: true, maxSockets: lanes });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };

function send(body) {
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: { ...headers, 'content-length': body.length } };
    const sent = request(url, options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(taken(response.statusCode, Buffer.concat(chunks).toString())));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let next = 0;
let accepted = 0;
let complained = false;
const lane = async () => {
  while (next < bodies.length) {
    const count = await send(bodies[next++]);
    accepted += count;
  }
};

/** How many events an answer took; the first other answer is shown. */
function taken(status, text) {
  const count = status === 200 ? JSON.parse(text).accepted : 0;
  if (count < size && !complained) process.stderr.write(`  ${status} ${text.slice(0, 300)}\n`);
  complained ||= count < size;
  return count;
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: lanes }, lane));
const seconds = (performance.now() - startedAt) / 1_000;
agent.destroy();
process.stdout.write(
  `${JSON.stringify({ perSecond: accepted / seconds, accepted, failed: total - accepted })}\n`,
);
