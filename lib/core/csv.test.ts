import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('CSV', () => {
  it('quotes what would break a line, and defuses formulas', () => {
    const rows = [
      { name: 'Acme, "Weather"\nLtd', amount: -5, note: '=1+1' },
      { name: '@cmd', amount: 0, note: null },
    ];
    expect(csvOf(rows)).toBe('name,amount,note\r\n"Acme, ""Weather""\nLtd",-5,\'=1+1\r\n\'@cmd,0,\r\n');
  });

  it('is empty without rows', () => {
    expect(csvOf([])).toBe('');
  });
});
