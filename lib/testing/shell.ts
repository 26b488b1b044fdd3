import { afterEach, beforeEach, vi } from 'vitest';
import { main } from '@/lib/cli/main';

/** The shell of a test file: what a command prints is kept, not shown. */
export interface Shell {
  out: string;
  err: string;
  /** Runs a command line and answers its exit code. What was printed before is forgotten. */
  tollgate(...args: string[]): Promise<number>;
  /** Standard output as the one JSON object that it must be. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into JSON of every shape and asserts what it finds.
  printed(): any;
}

export function useShell(): Shell {
  const shell: Shell = {
    out: '',
    err: '',
    async tollgate(...args) {
      Object.assign(shell, { out: '', err: '' });
      process.exitCode = undefined;
      await main(['node', 'tollgate', ...args]);
      return Number(process.exitCode ?? 0);
    },
    printed: () => JSON.parse(shell.out),
  };
  beforeEach(() => {
    Object.assign(shell, { out: '', err: '' });
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      shell.out += text;
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      shell.err += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  return shell;
}
