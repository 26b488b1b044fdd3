import type { ProviderId } from '@/lib/core/context';
import { notesOf } from './notes';
import { runtime } from './runtime';

/** A minute shows in lists of keys; ten seconds is soon enough to see that a new one works. */
const WRITE_EVERY_MS = 10_000;

interface Used {
  providerId: ProviderId;
  keyId: string;
  at: Date;
}

/** Notes when a customer's key was last used, for the list of keys. */
export const noteKeyUse = noterOf('last-used', 'api_key');

/** Notes when a provider's secret key was last used, in real time, for the list of secret keys. */
export const noteSecretUse = noterOf('secret-last-used', 'secret_key');

/** A busy server costs one small update in an interval. */
function noterOf(kind: string, table: string) {
  const sql = `
    UPDATE ${table} k SET last_used_at = u.at
    FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS u(provider_id, key_id, at)
    WHERE k.provider_id = u.provider_id AND k.id = u.key_id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)`;
  const write = (uses: Used[]) =>
    runtime().pool.query(sql, [
      uses.map((use) => use.providerId),
      uses.map((use) => use.keyId),
      uses.map((use) => use.at.toISOString()),
    ]);
  const options = { everyMs: WRITE_EVERY_MS, write };
  return (providerId: ProviderId, keyId: string, at: Date): void => {
    const used = { providerId, keyId, at };
    notesOf<Used>(kind, options).note(keyId, () => used);
  };
}
