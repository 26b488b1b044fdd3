import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '@/lib/infra/embedded/ports';

const SLOTS = 16_384;
const MASTERS = 3;
/** The nodes talk to each other on their port and this, which must be a port too. */
const BUS_OFFSET = 10_000;

export interface RedisCluster {
  urls: string[];
  /** Kills a master, and with it its third of the slots. */
  kill(index: number): Promise<void>;
  stop(): Promise<void>;
}

/** Three masters on loopback that share the slots, without replicas. */
export async function startRedisCluster(folder: string): Promise<RedisCluster> {
  const program = ['redis-server', 'valkey-server'].find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
  );
  if (!program) throw new Error('There is no redis-server or valkey-server on the PATH.');
  const ports = await Promise.all(Array.from({ length: MASTERS }, nodePort));
  const nodes = ports.map((port) => startNode(program, join(folder, `node-${port}`), port));
  const killAll = () => nodes.forEach((node) => void node.kill('SIGKILL'));
  process.once('exit', killAll);
  await joinNodes(ports);
  const kill = async (node: ChildProcess | undefined) => {
    if (!node || node.exitCode !== null || node.signalCode !== null) return;
    const gone = once(node, 'exit');
    node.kill('SIGKILL');
    await gone;
  };
  return {
    urls: ports.map((port) => `redis://127.0.0.1:${port}`),
    kill: (index) => kill(nodes[index]),
    async stop() {
      await Promise.all(nodes.map(kill));
      process.removeListener('exit', killAll);
    },
  };
}

async function nodePort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port + BUS_OFFSET <= 65_535) return port;
  }
}

function startNode(program: string, folder: string, port: number): ChildProcess {
  mkdirSync(folder, { recursive: true });
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'cluster-enabled': 'yes',
    'cluster-node-timeout': 2_000,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return spawn(program, args, { stdio: 'ignore' });
}

/** What `redis-cli --cluster create` does, in the commands that every version has. */
async function joinNodes(ports: number[]): Promise<void> {
  const nodes = ports.map((port) => new Redis(port, '127.0.0.1', { retryStrategy: () => 50 }));
  for (const node of nodes) node.on('error', () => undefined);
  try {
    const share = Math.ceil(SLOTS / nodes.length);
    for (const [index, node] of nodes.entries()) {
      const size = Math.min(share, SLOTS - index * share);
      const slots = Array.from({ length: size }, (_, slot) => index * share + slot);
      await node.call('CLUSTER', 'ADDSLOTS', ...slots.map(String));
      await node.call('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
      if (index > 0) await node.call('CLUSTER', 'MEET', '127.0.0.1', String(ports[0]));
    }
    await Promise.all(nodes.map(isWhole));
  } finally {
    for (const node of nodes) node.disconnect();
  }
}

async function isWhole(node: Redis): Promise<void> {
  for (;;) {
    const info = String(await node.call('CLUSTER', 'INFO'));
    if (info.includes('cluster_state:ok') && info.includes(`cluster_slots_ok:${SLOTS}`)) return;
    await sleep(50);
  }
}
