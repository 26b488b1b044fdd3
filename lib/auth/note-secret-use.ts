import type { ProviderId } from '@/lib/core/context';
import { notesOf } from '@/lib/infra/notes';
import { runtime } from '@/lib/infra/runtime';

/** Soon enough to see that a new secret works; a busy server costs one small update in that time. */
const WRITE_EVERY_MS = 10_000;

interface Used {
  providerId: string;
  keyId: string;
  at: Date;
}

const WRITE = `
UPDATE secret_key k SET last_used_at = u.at
FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS u(provider_id, key_id, at)
WHERE k.provider_id = u.provider_id AND k.id = u.key_id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)`;

function write(uses: Used[]): Promise<unknown> {
  return runtime().pool.query(WRITE, [
    uses.map((use) => use.providerId),
    uses.map((use) => use.keyId),
    uses.map((use) => use.at.toISOString()),
  ]);
}

/** Notes when a provider's secret key was last used, in real time, for the list of secret keys. */
export function noteSecretUse(providerId: ProviderId, keyId: string, at: Date): void {
  const used = { providerId, keyId, at };
  notesOf<Used>('secret-last-used', { everyMs: WRITE_EVERY_MS, write }).note(keyId, () => used);
}
