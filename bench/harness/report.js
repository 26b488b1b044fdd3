/* The figures as a page of Markdown. */

/** @param {number[]} values */
export function median(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The measurements of one kind that have these properties. */
function those(found, filter) {
  return found.filter((one) => Object.entries(filter).every(([key, value]) => one[key] === value));
}

/** The median over all rounds of one figure. */
function figure(found, filter, of) {
  return median(those(found, filter).map(of));
}

const perSecond = (one) => one.perSecond;

/** The median of what each round says: calls or events a second as a share of another's in the same round. */
function share(found, filter, otherName) {
  return median(
    those(found, filter).map((one) => {
      const [other] = those(found, { ...filter, contender: otherName, round: one.round });
      return other ? one.perSecond / other.perSecond : Number.NaN;
    }),
  );
}

export function report(results) {
  const parts = [head(results)];
  if (results.verify) parts.push(verifyPart(results));
  const [empty, ...filled] = results.levels;
  if (empty) parts.push(`## Events\n\n${eventsAbout}\n\n${eventsTable(empty.events)}`);
  if (filled.length > 0) parts.push(storedPart(empty, filled));
  if (results.memory) parts.push(memoryPart(results.memory));
  return `${parts.join('\n\n')}\n`;
}

function head({ options, machine, startedAt, minutes, verify = [], levels }) {
  const all = [...verify, ...levels.flatMap((level) => [...level.events, ...(level.verify ?? [])])];
  const failed = all.reduce((sum, one) => sum + one.failed, 0);
  const lines = [
    '# What Tollgate costs',
    '',
    ...(options.quick ? ['**A quick run: good for a first impression.**', ''] : []),
    `Medians of ${options.rounds} rounds of ${options.seconds} seconds each, contenders in turn. All of it is on one`,
    'machine: the contenders, PostgreSQL, Redis and the load generator share its processors. Shares are of the same',
    `round. Calls are spread over ${options.customers} customers, each with a key. ${failed === 0 ? 'No' : `**${failed}**`} requests failed.`,
    '',
    '| machine | |',
    '| --- | --- |',
    ...Object.entries(machine).map(([name, value]) => `| ${name} | ${value} |`),
    `| measured | ${startedAt.toISOString().slice(0, 16)}Z, in ${Math.round(minutes)} minutes |`,
  ];
  return lines.join('\n');
}

function verifyPart({ verify, options }) {
  const { contenders, connections } = options;
  const tables = connections.map(
    (count) =>
      `### ${count} connection${count === 1 ? '' : 's'}\n\n${verifyTable(verify, contenders, count)}`,
  );
  const about = contenders.map(({ title, does }) => `- **${title}**: ${does}.`).join('\n');
  return `## Verify

${about}

“of bare” and “of by hand” are shares of the calls a second of the bare Node server and of the one written by hand.
Microseconds are processor time a call: of the contender's own process, of PostgreSQL, of Redis.

${tables.join('\n\n')}`;
}

function verifyTable(verify, contenders, connections) {
  const rows = contenders.map(({ name, title }) => {
    const filter = { contender: name, connections };
    const own = (part) => fixed(figure(verify, filter, ({ microseconds }) => microseconds[part]));
    return [
      title,
      whole(figure(verify, filter, perSecond)),
      milliseconds(figure(verify, filter, ({ p50 }) => p50)),
      milliseconds(figure(verify, filter, ({ p99 }) => p99)),
      fixed(share(verify, filter, 'node-http'), 2),
      fixed(share(verify, filter, 'express'), 2),
      ...['own', 'postgres', 'redis'].map(own),
    ];
  });
  return table(
    ['', 'calls/s', 'p50', 'p99', 'of bare', 'of by hand', 'own µs', 'PostgreSQL µs', 'Redis µs'],
    rows,
  );
}

const eventsAbout = `Events a second over HTTP, deduplicated and summed, beside PostgreSQL's own COPY of the same rows in the same
batches, each its own transaction, into a table with the same indexes: over one connection, and over as many as the
events came by.`;

const sizesOf = (events) => [...new Set(events.map(({ size }) => size))];

function eventsTable(events) {
  const rows = sizesOf(events).map((size) => {
    const of = (contender) => whole(figure(events, { contender, size }, perSecond));
    const shareOf = (other) => fixed(share(events, { contender: 'tollgate', size }, other), 2);
    return [
      whole(size),
      of('tollgate'),
      of('copy-alone'),
      shareOf('copy-alone'),
      of('copy'),
      shareOf('copy'),
    ];
  });
  return table(['batch', 'Tollgate', 'COPY, one connection', 'of it', 'COPY, as many', 'of it'], rows);
}

/** Everything again with the ledger filled; what it is of itself is of its own with nothing stored. */
function storedPart(empty, filled) {
  const levels = [empty, ...filled];
  const crowds = [...new Set(empty.verify.map(({ connections }) => connections))];
  const rows = [
    ...crowds.flatMap((connections) => levels.map((level) => storedVerify(level, empty, connections))),
    ...sizesOf(empty.events).flatMap((size) => levels.map((level) => storedEvents(level, empty, size))),
  ];
  return `## With events stored

The share of itself is of the same with an empty ledger; for verify, after dividing both by the bare server of their
own round.

${table(['', 'stored', 'per second', 'p99', 'of bare, of COPY', 'of itself'], rows)}`;
}

function storedVerify({ stored, verify }, empty, connections) {
  const filter = { contender: 'tollgate', connections };
  const ofBare = share(verify, filter, 'node-http');
  return [
    `verify, ${connections} connections`,
    whole(stored),
    whole(figure(verify, filter, perSecond)),
    milliseconds(figure(verify, filter, ({ p99 }) => p99)),
    fixed(ofBare, 2),
    fixed(ofBare / share(empty.verify, filter, 'node-http'), 2),
  ];
}

function storedEvents({ stored, events }, empty, size) {
  const filter = { contender: 'tollgate', size };
  const now = figure(events, filter, perSecond);
  return [
    `events, batches of ${whole(size)}`,
    whole(stored),
    whole(now),
    '',
    fixed(share(events, filter, 'copy-alone'), 2),
    fixed(now / figure(empty.events, filter, perSecond), 2),
  ];
}

/** Whoever takes events holds ten thousand at a time, on several connections; the others only verify. */
const memoryAbout = `Of Tollgate while it takes events too, in batches of up to 10,000 over several connections; of all others, Tollgate\nwithout Redis among them, while they verify.`;

function memoryPart(memory) {
  const rows = memory.map(({ title, before, peak, after }) => [
    title,
    ...[before, peak, after, peak - before].map((bytes) => `${fixed(bytes / 2 ** 20)} MiB`),
  ]);
  return `## Resident memory\n\n${memoryAbout}\n\n${table(['', 'idle', 'under load, at most', 'afterwards', 'load less idle'], rows)}`;
}

function table(names, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = names.map((_, index) => (index === 0 ? '---' : '--:'));
  return [line(names), line(rule), ...rows.map(line)].join('\n');
}

const whole = (value) => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '–');
const fixed = (value, places = 0) => (Number.isFinite(value) ? value.toFixed(places) : '–');
const milliseconds = (value) => (Number.isFinite(value) ? `${value.toFixed(2)} ms` : '–');
