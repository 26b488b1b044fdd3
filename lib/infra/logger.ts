import pino, { type Logger } from 'pino';
import { env } from '@/lib/env';

let current: Logger | undefined;

/** The process's log: one JSON object a line, on standard error so that commands keep standard output. */
export function logger(): Logger {
  current ??= pino(
    {
      level: env().logLevel,
      base: null,
      redact: ['req.headers.authorization', 'secret', '*.secret', 'password', '*.password'],
    },
    pino.destination({ dest: 2, sync: false }),
  );
  return current;
}
