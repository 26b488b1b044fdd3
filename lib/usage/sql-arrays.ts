/*
 * Array literals as PostgreSQL reads them. The driver's own writer looks at each element's type and escapes it by
 * regular expressions, which takes longer than everything else that a row of the ledger costs this process.
 */

/** Of texts; null stands for NULL. */
export function textArray(values: readonly (string | null)[]): string {
  let literal = '';
  for (const value of values) {
    if (literal !== '') literal += ',';
    if (value === null) literal += 'NULL';
    else if (value.includes('"') || value.includes('\\')) literal += `"${value.replace(/["\\]/g, '\\$&')}"`;
    else literal += `"${value}"`;
  }
  return `{${literal}}`;
}

/** Of numbers in plain notation, which need no quotes; null stands for NULL. */
export function numberArray(values: readonly (number | bigint | string | null)[]): string {
  let literal = '';
  for (const value of values) {
    if (literal !== '') literal += ',';
    literal += value ?? 'NULL';
  }
  return `{${literal}}`;
}

/** Of instants. */
export function instantArray(values: readonly Date[]): string {
  let literal = '';
  let last: Date | null = null;
  let text = '';
  for (const value of values) {
    // A batch is mostly of one instant, and often the very same object.
    if (value !== last) text = value.toISOString();
    last = value;
    literal += literal === '' ? text : `,${text}`;
  }
  return `{${literal}}`;
}
