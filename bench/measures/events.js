import { runScript } from '../harness/processes.js';
import { watchMemory } from '../harness/usage.js';

/** The same columns and indexes as an event and its key have in the ledger. */
const COPY_TABLE = [
  'CREATE SCHEMA IF NOT EXISTS bench',
  'CREATE TABLE IF NOT EXISTS bench.event_copy (LIKE ledger.event)',
  'CREATE UNIQUE INDEX IF NOT EXISTS event_copy_by_id ON bench.event_copy (provider_id, event_id)',
  `CREATE INDEX IF NOT EXISTS event_copy_by_time
     ON bench.event_copy (provider_id, customer_id, meter, occurred_at)`,
];

/** Events a second by batch size: Tollgate's, and COPY's over one connection and over as many, in turn. */
export async function measureEvents(stage, { rounds, batches }) {
  await stage.sql(...COPY_TABLE);
  const ways = [...(stage.tollgate ? ['tollgate'] : []), 'copy', 'copy-alone'];
  for (const way of ways) {
    for (const { size, lanes } of batches) await send(stage, way, { size, lanes, total: size * 8 });
  }
  const found = [];
  for (let round = 0; round < rounds; round++) {
    for (const batch of batches) {
      for (const way of ways) {
        const measured = await send(stage, way, batch);
        found.push({ contender: way, round, size: batch.size, ...measured });
        const failed = measured.failed > 0 ? `, ${measured.failed} FAILED` : '';
        process.stderr.write(
          `  ${way}, batches of ${batch.size}: ${Math.round(measured.perSecond)}/s${failed}\n`,
        );
      }
    }
  }
  return found;
}

async function send(stage, way, batch) {
  const { fixture, tollgate } = stage;
  const shared = { ...batch, customers: fixture.customers };
  if (way === 'tollgate') {
    const endWatch = watchMemory(tollgate.pid);
    const load = { ...shared, url: `${tollgate.base}/api/v1/events`, secret: fixture.secretKey };
    const measured = await runScript('bench/harness/load-events.js', { BENCH_LOAD: JSON.stringify(load) });
    tollgate.memory.peak = Math.max(tollgate.memory.peak, endWatch());
    return measured;
  }
  const isAlone = way === 'copy-alone';
  const load = {
    ...shared,
    lanes: isAlone ? 1 : batch.lanes,
    // One connection takes its time over single rows; a tenth of them says as much.
    total: isAlone && batch.size === 1 ? batch.total / 10 : batch.total,
    databaseUrl: stage.databaseUrl('tollgate'),
    providerId: fixture.providerId,
  };
  return runScript('bench/harness/load-copy.js', { BENCH_LOAD: JSON.stringify(load) });
}
