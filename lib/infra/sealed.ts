import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { runtime } from './runtime';

/*
 * Secrets that must be read again (unlike passwords and keys, of which a hash is enough) lie in the database
 * sealed: a copy of the database alone does not give them away. AES-256-GCM; nonce, tag, text.
 */

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function seal(secret: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), nonce);
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

/** Null for what was sealed under another AUTH_SECRET. */
export function unseal(sealed: Uint8Array): string | null {
  const bytes = Buffer.from(sealed);
  const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Not the secret itself, which signs sessions: one leak must not be two. */
function sealingKey(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', runtime().authSecret, '', 'tollgate sealed secrets', 32));
}
