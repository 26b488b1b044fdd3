import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client, type Pool, type PoolConfig, type QueryResult, types } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { logger } from './logger';

type EngineModule = typeof import('@prisma/schema-engine-wasm') & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/**
 * Runs work with Prisma's schema engine, compiled to WebAssembly, against a database. Freeing the engine leaves
 * its connections open, so they are closed here.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  datamodels: [path: string, content: string][],
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= loadEngine();
  const { SchemaEngine: Engine } = await loading;
  const open: SqlDriverAdapter[] = [];
  const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(databaseUrl, open));
  const engine = await Engine.new({ datamodels }, () => undefined, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await Promise.all(open.map((connection) => connection.dispose().catch(() => undefined)));
  }
}

/** Loaded once: the glue code keeps one instance's memory. */
let loading: Promise<EngineModule> | undefined;

/**
 * The package's own entry imports its .wasm file as a module, which Node 20 cannot; so its glue code is loaded
 * and given the instance, as that entry would.
 */
async function loadEngine(): Promise<EngineModule> {
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineModule;
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(
    readFileSync(resolve(file, '../schema_engine_bg.wasm')),
    {
      './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
    },
  );
  glue.__wbg_set_wasm(instance.exports);
  // Where the engine leaves a panic's message before it traps.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => logger().error(text) },
  });
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

/**
 * Prisma's adapter with three corrections that migrations need: whole scripts (it splits them at every
 * semicolon, also inside functions and comments), the catalogue's "char" columns, and a scratch database that
 * is really another one (a connection string would override its name, so the parts are given instead).
 */
function migrationAdapter(
  databaseUrl: string,
  open: SqlDriverAdapter[],
): SqlMigrationAwareDriverAdapterFactory {
  const config = { ...parseIntoClientConfig(databaseUrl), Client: CatalogueClient };
  const factory = new PrismaPg(config);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const connection = corrected(await factory.connect());
      open.push(connection);
      return connection;
    },
    connectToShadowDb: () => scratchDatabase(config),
  };
}

/** A new empty database on the same server, dropped when the engine lets go of it. */
async function scratchDatabase(config: PoolConfig): Promise<SqlDriverAdapter> {
  const database = `tollgate_scratch_${randomUUID().replaceAll('-', '')}`;
  const administer = async (statement: string) => {
    const client = new Client(config);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`CREATE DATABASE ${database}`);
  const adapter = corrected(await new PrismaPg({ ...config, database }).connect());
  const disconnect = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await disconnect();
    await administer(`DROP DATABASE ${database} WITH (FORCE)`);
  };
  return adapter;
}

function corrected(adapter: SqlDriverAdapter & { underlyingDriver(): Pool }): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of charColumns.get(result.rows) ?? []) {
      result.columnTypes[column] = ColumnTypeEnum.Character;
    }
    return result;
  };
  return adapter;
}

const CHAR_OID = 18;

/** Which columns of a result (known by its rows) hold the catalogue's one-byte "char" type. */
const charColumns = new WeakMap<object, number[]>();

/** Lets the "char" columns, which the adapter refuses, through as text, and notes where they were. */
class CatalogueClient extends Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads, all passed through unchanged.
  override query(...args: any[]): any {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: Error, result: QueryResult) => callback(error, admitChars(result));
    }
    const outcome = (super.query as (...all: unknown[]) => unknown)(...args);
    return outcome instanceof Promise ? outcome.then(admitChars) : outcome;
  }
}

function admitChars(result: QueryResult | undefined): QueryResult | undefined {
  const found: number[] = [];
  result?.fields?.forEach((field, column) => {
    if (field.dataTypeID !== CHAR_OID) return;
    field.dataTypeID = types.builtins.TEXT;
    found.push(column);
  });
  if (result && found.length > 0) charColumns.set(result.rows, found);
  return result;
}
