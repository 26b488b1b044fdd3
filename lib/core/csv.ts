/**
 * One line of CSV (RFC 4180), without its end. Text that a spreadsheet would run as a formula (it begins with
 * `=`, `+`, `-`, `@` or a control character) is kept from it by an apostrophe, as OWASP advises; numbers stay.
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return values
    .map((value) => {
      if (value === null) return '';
      const text = String(value);
      const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
      const safe = isFormula ? `'${text}` : text;
      return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}

/** Head and rows; the columns are the first row's. Empty without rows. */
export function csvOf(rows: readonly Record<string, string | number | null>[]): string {
  const [first] = rows;
  if (!first) return '';
  const columns = Object.keys(first);
  return [csvLine(columns), ...rows.map((row) => csvLine(columns.map((name) => row[name] ?? null)))]
    .map((line) => `${line}\r\n`)
    .join('');
}
