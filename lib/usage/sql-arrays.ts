/*
 * Array literals as PostgreSQL reads them. The driver's own writer looks at each element's type and escapes it by
 * regular expressions, which takes longer than everything else that a row of the ledger costs this process.
 */

/** Of texts; null stands for NULL. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map(quoted).join(',')}}`;
}

function quoted(value: string | null): string {
  if (value === null) return 'NULL';
  const isPlain = !value.includes('"') && !value.includes('\\');
  return `"${isPlain ? value : value.replace(/["\\]/g, '\\$&')}"`;
}

/** Of numbers in plain notation, which need no quotes; null stands for NULL. */
export function numberArray(values: readonly (number | bigint | string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** Of instants. */
export function instantArray(values: readonly Date[]): string {
  let last: Date | null = null;
  let text = '';
  const texts = values.map((value) => {
    // A batch is mostly of one instant, and often the very same object.
    if (value !== last) text = value.toISOString();
    last = value;
    return text;
  });
  return `{${texts.join(',')}}`;
}
