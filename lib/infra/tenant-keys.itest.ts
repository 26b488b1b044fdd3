import { expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

/** Tables that belong to no tenant, each with the reason. */
const UNTENANTED: Record<string, string> = {
  'public.provider': 'is the list of tenants itself',
  'public.app_user': 'one person may sign in to several providers and portals',
  'public.user_session': 'belongs to a person',
  'public.one_time_token': 'is looked up before anything is known about who sends it',
  'public.stripe_event': 'is written before it is known which provider it concerns',
  'public._prisma_migrations': 'is Prisma’s',
};

interface Index {
  table: string;
  name: string;
  columns: string[];
}

/** Every primary key and unique index of our tables, partitions among them, with its columns in order. */
async function uniqueIndexes(): Promise<Index[]> {
  const { rows } = await runtime().pool.query(`
    SELECT n.nspname || '.' || t.relname AS table, c.relname AS name,
      array(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number ORDER BY k.place) AS columns
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE i.indisunique AND n.nspname IN ('public', 'ledger')`);
  return rows;
}

it('every primary key and unique index of a tenant’s table begins with provider_id, so that tables distribute by it', async () => {
  await runtime().pool.query('SELECT ledger.ensure_month(now())');
  const indexes = await uniqueIndexes();
  const offending = indexes.filter(
    ({ table, columns }) => !(table in UNTENANTED) && columns[0] !== 'provider_id',
  );
  expect(offending).toEqual([]);
  expect(indexes.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['public.customer', 'public.api_key', 'ledger.event_key', 'ledger.posted_rollup']),
  );
});

it('every table but the named ones has a provider_id that is never null', async () => {
  const { rows } = await runtime().pool.query<{ table: string }>(`
    SELECT table_schema || '.' || table_name AS table FROM information_schema.tables
    WHERE table_schema IN ('public', 'ledger') AND table_type = 'BASE TABLE'
    EXCEPT
    SELECT table_schema || '.' || table_name FROM information_schema.columns
    WHERE column_name = 'provider_id' AND is_nullable = 'NO'`);
  expect(rows.map(({ table }) => table).filter((table) => !(table in UNTENANTED))).toEqual([]);
});

it('nothing is exempt that does not exist', async () => {
  const tables = new Set((await uniqueIndexes()).map(({ table }) => table));
  expect(Object.keys(UNTENANTED).filter((table) => !tables.has(table))).toEqual([]);
});
