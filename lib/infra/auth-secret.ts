import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '@/lib/env';

/**
 * The secret that sessions are signed with: AUTH_SECRET, else one made once and kept in DATA_DIR. In
 * production it must be given, since several machines have to share it.
 */
export function authSecret(settings: Env): string {
  if (settings.authSecret) return settings.authSecret;
  if (settings.production) throw new Error('AUTH_SECRET must be set in production: 32 characters or more.');
  mkdirSync(settings.dataDir, { recursive: true });
  const file = join(settings.dataDir, 'auth-secret');
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Two processes started at once: the first one's secret is the secret.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
