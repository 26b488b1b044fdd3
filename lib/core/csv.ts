/**
 * One line of CSV (RFC 4180). What a spreadsheet would take for a formula is made text by an apostrophe; a number
 * of ours is none.
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return values.map(cell).join(',');
}

/** Head and rows; the columns are the first row's. */
export function csvOf(rows: readonly Record<string, string | number | null>[]): string {
  const [first] = rows;
  if (!first) return '';
  const columns = Object.keys(first);
  return [csvLine(columns), ...rows.map((row) => csvLine(columns.map((name) => row[name] ?? null)))]
    .map((line) => `${line}\r\n`)
    .join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
