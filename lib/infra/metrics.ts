import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { hasRuntime, runtime } from './runtime';

/*
 * What this process counts for Prometheus. Nobody's money depends on these numbers: they start at zero with the
 * process and may be lost with it.
 */

/** Seconds; the hot path's ordinary answer is a few milliseconds, its worst a few seconds. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Rows of one group commit; it holds 5,000 at most. */
const ROW_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000];

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  watchPool(registers);
  return {
    registry,
    ...hotPathMetrics(registers),
    ...ledgerMetrics(registers),
    ...otherMetrics(registers),
  };
}

function watchPool(registers: Registry[]): void {
  new Gauge({
    name: 'tollgate_pool_connections',
    help: 'Connections of the database pool: total, idle, and callers that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      if (!hasRuntime()) return;
      const { totalCount, idleCount, waitingCount } = runtime().pool;
      this.set({ state: 'total' }, totalCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
}

/** Decisions, recorded events, and how long they took. */
function hotPathMetrics(registers: Registry[]) {
  return {
    verifyAnswers: new Counter({
      name: 'tollgate_verify_answers_total',
      help: 'Answers of verify by code; `error` where there was none.',
      labelNames: ['code'],
      registers,
    }),
    verifyDegraded: new Counter({
      name: 'tollgate_verify_degraded_total',
      help: 'Calls that were let through and counted while the live counters were away.',
      registers,
    }),
    events: new Counter({
      name: 'tollgate_events_total',
      help: 'Recorded events: accepted, duplicate, rejected.',
      labelNames: ['outcome'],
      registers,
    }),
    hotPathSeconds: new Histogram({
      name: 'tollgate_hot_path_seconds',
      help: 'How long the hot path took to answer.',
      labelNames: ['path'],
      buckets: BUCKETS,
      registers,
    }),
    gaugeSeconds: new Histogram({
      name: 'tollgate_gauge_seconds',
      help: 'How long Redis took to decide the calls of one round trip.',
      buckets: BUCKETS,
      registers,
    }),
    gaugeFailures: new Counter({
      name: 'tollgate_gauge_failures_total',
      help: 'Decisions that the live counters could not make.',
      registers,
    }),
  };
}

/** What each writer of the ledger has waiting, asked when somebody looks: a call costs nothing for it. */
function watchWriters(registers: Registry[]): Map<string, () => number> {
  const writers = new Map<string, () => number>();
  new Gauge({
    name: 'tollgate_ledger_waiting',
    help: 'Rows that wait for a commit, those under way among them.',
    labelNames: ['writer'],
    registers,
    collect() {
      for (const [writer, waiting] of writers) this.set({ writer }, waiting());
    },
  });
  return writers;
}

/** Group commits into the ledger. */
function ledgerMetrics(registers: Registry[]) {
  return {
    commitRows: new Histogram({
      name: 'tollgate_ledger_commit_rows',
      help: 'Rows of one group commit into the ledger.',
      labelNames: ['writer'],
      buckets: ROW_BUCKETS,
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'tollgate_ledger_commit_seconds',
      help: 'How long one group commit into the ledger took.',
      labelNames: ['writer'],
      buckets: BUCKETS,
      registers,
    }),
    ledgerWaiting: watchWriters(registers),
  };
}

/** Everything beside the hot path. */
function otherMetrics(registers: Registry[]) {
  return {
    httpRequests: new Counter({
      name: 'tollgate_http_requests_total',
      help: 'Answers of the API outside the hot path.',
      labelNames: ['operation', 'method', 'status'],
      registers,
    }),
    jobs: new Counter({
      name: 'tollgate_jobs_total',
      help: 'Background work: done, or failed and to be tried again.',
      labelNames: ['task', 'outcome'],
      registers,
    }),
    jobsWaiting: new Gauge({
      name: 'tollgate_jobs_waiting',
      help: 'Background work that is due and not begun.',
      registers,
    }),
    webhooksWaiting: new Gauge({
      name: 'tollgate_webhook_deliveries_waiting',
      help: 'Webhook deliveries that are due and not made.',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof makeMetrics>;

const SLOT = Symbol.for('tollgate.metrics');

/** This process's metrics: one set, though the server and Next's bundle each carry a copy of this module. */
export function metrics(): Metrics {
  const holder = globalThis as { [SLOT]?: Metrics };
  holder[SLOT] ??= makeMetrics();
  return holder[SLOT];
}
