import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { AUTH_SECRET, root, runScript, startScript, stopAll } from './processes.js';
import { processorMs } from './usage.js';

/**
 * What everyone is measured on: one PostgreSQL and one Redis of the product's own making, in a folder that goes
 * with them, a provider with customers, and every contender in a process of its own.
 */
export class Stage {
  contenders = [];
  folder = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));

  /** @param {{ contenders: import('../contenders/index.js').Contender[], customers: number, profile?: string }} options */
  async start({ contenders, customers, profile }) {
    const services = await import(join(root, 'dist/bench/product/services.js'));
    this.postgres = await services.embeddedPostgres(this.folder);
    this.redis = await services.embeddedRedis(this.folder);
    if (!this.redis) throw new Error('The benchmark needs redis-server or valkey-server on the PATH.');
    await this.createDatabases(contenders);
    this.fixture = await runScript('dist/bench/product/set-up.js', {
      ...this.variables({ database: 'tollgate' }),
      BENCH_CUSTOMERS: String(customers),
    });
    for (const contender of contenders) {
      process.stderr.write(`Starting ${contender.title} …\n`);
      const args = profile === contender.name ? ['--cpu-prof', '--cpu-prof-dir=dist/bench'] : [];
      const started = await startScript(contender.script, this.variables(contender), args);
      const { port, path = '/api/v1/verify', keys = this.fixture.keys } = started.first;
      const { pid } = started;
      this.contenders.push({ ...contender, pid, base: `http://127.0.0.1:${port}`, path, keys });
    }
  }

  /** The one that events are sent to; undefined when it is not measured. */
  get tollgate() {
    return this.contenders.find(({ name }) => name === 'tollgate');
  }

  variables({ settings, redis, database }) {
    const databaseUrl = this.databaseUrl(database ?? 'tollgate');
    const given = { ...settings, databaseUrl, redisUrl: this.redis.url, keys: this.fixture?.keys ?? [] };
    return {
      DATABASE_URL: databaseUrl,
      ...(redis && { REDIS_URL: this.redis.url }),
      DATA_DIR: join(this.folder, 'contender'),
      PORT: '0',
      AUTH_SECRET,
      EMBEDDED_SERVICES: '0',
      BENCH_SETTINGS: JSON.stringify(given),
    };
  }

  databaseUrl(name) {
    const url = new URL(this.postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Processor time used so far by a contender, PostgreSQL and Redis; NaN where the system does not tell. */
  processorMs({ pid }) {
    const pidIn = (file) => Number(readFileSync(join(this.folder, file), 'utf8').split('\n')[0]);
    return {
      own: processorMs(pid),
      postgres: processorMs(pidIn('postgres/data/postmaster.pid')),
      redis: processorMs(pidIn('redis/server.pid')),
    };
  }

  /** Runs SQL in the product's database. */
  async sql(...statements) {
    const client = new pg.Client({ connectionString: this.databaseUrl('tollgate') });
    await client.connect();
    try {
      const results = [];
      for (const statement of statements) results.push(await client.query(statement));
      return results.at(-1)?.rows ?? [];
    } finally {
      await client.end();
    }
  }

  async stop() {
    await stopAll();
    await this.redis?.release();
    await this.postgres?.release();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  async createDatabases(contenders) {
    const names = new Set(contenders.flatMap(({ database }) => database ?? []));
    for (const name of names) if (name !== 'tollgate') await this.sql(`CREATE DATABASE ${name}`);
  }
}
