import type { Command } from 'commander';

/**
 * A command's result: with `--json` one JSON object on standard output and nothing else, otherwise text for
 * people.
 */
export function printResult<T extends object>(
  command: Command,
  result: T,
  text: (result: T) => string,
): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(`${json ? JSON.stringify(result) : text(result)}\n`);
}

/** Rows in columns as wide as their widest cell. */
export function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
