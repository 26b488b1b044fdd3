import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, csvOf } from './csv';

describe('a line of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3+cmd|/C calc!A0', "'-2+3+cmd|/C calc!A0"],
    ['\t=1', "'\t=1"],
    ['＝1+1', "'＝1+1"],
    ['-2.50', '-2.50'],
    ['-7', '-7'],
    ['/v1/=x', '/v1/=x'],
    ['', ''],
  ])('%j is read as %j: no formula is left, numbers stay', (text, read) => {
    expect(parse(csvLine(['a', text, 'b']))).toEqual([['a', read, 'b']]);
  });

  it('gives back whatever text went in, but for that apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), (values) => {
        const [read = []] = parse(`${csvLine(values)}\n`, {
          record_delimiter: '\n',
          relax_column_count: true,
        });
        expect(read.map((text: string) => text.replace(/^'/, ''))).toEqual(
          values.map((text) => text.replace(/^'/, '')),
        );
      }),
    );
  });
});

describe('rows as CSV', () => {
  it('have a head, quote what would break a line, and defuse formulas', () => {
    const rows = [
      { name: 'Acme, "Weather"\nLtd', amount: -5, note: '=1+1' },
      { name: '@cmd', amount: 0, note: null },
    ];
    expect(csvOf(rows)).toBe('name,amount,note\r\n"Acme, ""Weather""\nLtd",-5,\'=1+1\r\n\'@cmd,0,\r\n');
  });

  it('are nothing without rows', () => {
    expect(csvOf([])).toBe('');
  });
});
