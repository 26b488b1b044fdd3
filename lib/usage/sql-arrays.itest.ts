import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { useRuntime } from '@/lib/testing/runtime';
import { instantArray, numberArray, textArray } from './sql-arrays';

useRuntime();

async function read(type: string, literal: string): Promise<unknown[]> {
  const { rows } = await runtime().pool.query(`SELECT to_jsonb($1::${type}[]) AS values`, [literal]);
  return rows[0].values;
}

// PostgreSQL holds neither U+0000 nor half a surrogate pair; the schemas of the hot path refuse the one.
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\u0000')),
  fc.constantFrom(
    '',
    'NULL',
    'null',
    '"',
    '\\',
    '{}',
    '{"a":"b\\"c"}',
    ',',
    ' ',
    "'",
    '\n',
    '\\x00',
    'GET /a,b',
  ),
);

it('texts arrive as they are, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { minLength: 1, maxLength: 20 }), async (values) => {
      expect(await read('text', textArray(values))).toEqual(values);
    }),
    { numRuns: 200 },
  );
});

it('numbers arrive to the last digit', async () => {
  expect(await read('numeric', numberArray(['0.000000000001', 12, null, '999999999999999.5']))).toEqual([
    0.000000000001,
    12,
    null,
    999999999999999.5,
  ]);
  const { rows } = await runtime().pool.query('SELECT $1::bigint[]::text AS text', [
    numberArray([(1n << 60n) - 1n, 0n]),
  ]);
  expect(rows[0].text).toBe('{1152921504606846975,0}');
});

it('instants arrive to the millisecond, repeated or not', async () => {
  const [early, late] = [new Date('2026-01-31T23:59:59.999Z'), new Date('2026-02-01T00:00:00.000Z')];
  const values = await read('timestamptz', instantArray([early, early, late, new Date(+early)]));
  expect(values.map((value) => +new Date(value as string))).toEqual([+early, +early, +late, +early]);
});

it('nothing is an empty array', async () => {
  expect(await read('text', textArray([]))).toEqual([]);
});
