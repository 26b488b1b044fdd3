import { setTimeout as sleep } from 'node:timers/promises';
import { runScript } from '../harness/processes.js';
import { residentBytes, watchMemory } from '../harness/usage.js';

const LOAD = 'bench/harness/load-verify.js';

/**
 * Every contender at every number of connections, round after round. The contenders of one number of connections
 * follow each other at once, so that what else the machine does meets all of them; each round begins with another.
 * @returns {Promise<object[]>} one measurement each
 */
export async function measureVerify(stage, { rounds, seconds, connections, contenders }) {
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const order = contenders.map((_, index) => contenders[(index + round) % contenders.length]);
    for (const count of connections) {
      for (const contender of order) {
        const measured = await measureOne(stage, contender, { connections: count, seconds });
        found.push({ contender: contender.name, round, connections: count, ...measured });
        say(contender, count, measured);
      }
    }
  }
  return found;
}

/** Compilers and caches get warm before anyone is measured; what a contender holds before that is idle. */
export async function warmUp(stage, contenders, seconds) {
  for (const contender of contenders) {
    contender.memory = { before: residentBytes(contender.pid), peak: 0, after: null };
    await measureOne(stage, contender, { connections: 64, seconds });
  }
}

/** What is left once the load is over and the dust has settled. */
export async function noteMemoryAfter(contenders) {
  await sleep(2_000);
  for (const contender of contenders) contender.memory.after = residentBytes(contender.pid);
}

async function measureOne(stage, contender, { connections, seconds }) {
  const endWatch = watchMemory(contender.pid);
  const before = stage.processorMs(contender);
  const measured = await runScript(LOAD, {
    BENCH_LOAD: JSON.stringify({
      url: contender.base + contender.path,
      secret: stage.fixture.secretKey,
      keys: contender.keys,
      connections,
      seconds,
    }),
  });
  const after = stage.processorMs(contender);
  contender.memory.peak = Math.max(contender.memory.peak, endWatch());
  const spent = Object.entries(before).map(([name, ms]) => [
    name,
    ((after[name] - ms) * 1_000) / measured.calls,
  ]);
  return { ...measured, microseconds: Object.fromEntries(spent) };
}

function say({ name }, connections, { perSecond, p50, p99, failed }) {
  const figures = `${Math.round(perSecond)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
  process.stderr.write(`  ${name} × ${connections}: ${figures}${failed > 0 ? `, ${failed} FAILED` : ''}\n`);
}
