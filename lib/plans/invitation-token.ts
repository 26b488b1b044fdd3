import { createHash } from 'node:crypto';

/** What is kept of an invitation's token. */
export function hashOfToken(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token).digest());
}
