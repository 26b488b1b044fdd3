import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { runtime } from '@/lib/infra/runtime';

/** curl that fails where a reader would notice, and the command as `npm run tollgate` starts it, from a bundle. */
const PREAMBLE = `set -eu -o pipefail
curl() { command curl --fail-with-body "$@"; }
npm() {
  [ "$1 $2 $3 $4" = "run -s tollgate --" ]
  shift 4
  (cd "$TOLLGATE_CODE" && node -e 'import(process.argv[1]).then(({ main }) => main(process.argv))' "$TOLLGATE_COMMAND" "$@")
}
`;

export interface Terminal {
  /** Where the reader stands. */
  folder: string;
  /** The address of the server, and what the reader types when asked for the secret key. */
  url: string;
  secret: string;
  /** The bundle of lib/cli/main.ts. */
  command: string;
}

/** Runs a script as if it were pasted into a terminal of somebody who follows the documentation. */
export function pasteInBash(script: string, { folder, url, secret, command }: Terminal): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH,
    HOME: folder,
    TOLLGATE_CODE: resolve('.'),
    TOLLGATE_COMMAND: command,
    TOLLGATE_URL: url,
    TOLLGATE_SECRET: secret,
    DATABASE_URL: runtime().databaseUrl,
    EMBEDDED_SERVICES: '0',
    AUTH_SECRET: 'a secret that only tests use, 32 characters',
    LOG_LEVEL: 'silent',
  };
  return new Promise((done, fail) => {
    const child = execFile(
      'bash',
      ['-c', PREAMBLE + script],
      { cwd: folder, env },
      (error, stdout, stderr) =>
        error ? fail(new Error(`${error.message}\n${stdout}\n${stderr}`)) : done(stdout),
    );
    child.stdin?.end(`${secret}\n`);
  });
}
