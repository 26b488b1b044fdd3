const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

/** 26 characters, 130 random bits: no two meet, also across machines. It names something and is no secret. */
export function randomId(): string {
  const bytes = new Uint8Array(LENGTH);
  // Node 18 has no global `crypto`.
  if (globalThis.crypto) globalThis.crypto.getRandomValues(bytes);
  else for (let index = 0; index < LENGTH; index++) bytes[index] = Math.random() * 256;
  let id = '';
  for (const byte of bytes) id += ALPHABET[byte & 31];
  return id;
}
