import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A reader's terminal: bash in an empty folder, in which one paste follows another. */
export class Terminal {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tollgate-reader-'));
  private readonly shell: ChildProcess;
  private printed = '';
  private pastes = 0;

  constructor() {
    const env = { NODE_ENV: 'test', PATH: process.env.PATH, HOME: this.folder } as const;
    this.shell = spawn('bash', { cwd: this.folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.shell.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.printed += text;
    });
  }

  /**
   * Pastes a text, and what the reader types when it asks for something; what was printed by the time it is done.
   * @throws Error when it takes longer than a reader waits
   */
  async paste(text: string, typed = ''): Promise<string> {
    this.pastes += 1;
    const mark = `@@done ${this.pastes}`;
    const from = this.printed.length;
    this.shell.stdin?.write(`${text}\n${typed}\necho; echo '${mark}'\n`);
    for (let waited = 0; waited < 30_000; waited += 50) {
      const end = this.printed.indexOf(`${mark}\n`, from);
      if (end >= 0) return this.printed.slice(from, end).trim();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`still running after 30 seconds: ${text}`);
  }

  close(): void {
    this.shell.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
