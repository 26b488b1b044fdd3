import { connect } from 'node:net';

/*
 * The load of `verify` in a process of its own: a number of connections, each with one call under way, each call
 * with the next customer's key. Requests are written out in advance and answers read no further than their length,
 * so that the load takes little of the processors it shares with what it measures. Prints one line: calls a second,
 * latencies in milliseconds, failures.
 */
const { url, secret, keys, connections, seconds } = JSON.parse(process.env.BENCH_LOAD ?? '{}');

const { hostname, port, pathname } = new URL(url);
const requests = keys.map((key) => {
  const body = JSON.stringify({ key, endpoint: 'GET /forecast/:city' });
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    `Authorization: Bearer ${secret}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
});

const latencies = [];
let next = 0;
let failed = 0;
let complained = false;
let endsAt = Number.POSITIVE_INFINITY;

/** Calls over one connection until the time is up. */
function lane() {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).setNoDelay(true);
    let startedAt = 0;
    let answer = '';
    const send = () => {
      startedAt = performance.now();
      if (startedAt >= endsAt) return resolve(socket.destroy());
      socket.write(requests[next++ % requests.length]);
    };
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer = answer === '' ? chunk : answer + chunk;
      if (!isWhole(answer)) return;
      latencies.push(performance.now() - startedAt);
      note(answer);
      answer = '';
      send();
    });
    socket.once('connect', send);
    socket.once('error', reject);
    socket.once('end', () => reject(new Error('the server closed a connection')));
  });
}

function isWhole(answer) {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer);
  return length ? answer.length >= head + 4 + Number(length[1]) : answer.endsWith('\r\n0\r\n\r\n');
}

/** Every call must have been allowed; the first other answer is shown. */
function note(answer) {
  if (answer.startsWith('HTTP/1.1 200') && answer.includes('"allowed":true')) return;
  failed++;
  if (!complained) process.stderr.write(`  ${answer.slice(0, 600)}\n`);
  complained = true;
}

const startedAt = performance.now();
endsAt = startedAt + seconds * 1_000;
await Promise.all(Array.from({ length: connections }, lane));
const took = (performance.now() - startedAt) / 1_000;

latencies.sort((one, other) => one - other);
const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
const calls = latencies.length;
process.stdout.write(
  `${JSON.stringify({ calls, perSecond: calls / took, p50: at(0.5), p99: at(0.99), failed })}\n`,
);
