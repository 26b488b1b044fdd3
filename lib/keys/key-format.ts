import { createHash, randomFillSync } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * The look of a secret: `<prefix>_<live|test>_<32 random characters><6 characters of checksum>`. The random
 * part holds 190 bits. The checksum (CRC-32 of all before it) tells a mistyped or invented secret without a
 * look-up and lets secret scanners be sure; it is no protection by itself.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_CHARS = 32;
const CHECKSUM_CHARS = 6;
const SECRET = /^([a-z][a-z0-9]{0,15})_(live|test)_([0-9A-Za-z]{38})$/;
/** Bytes at or above this would favour some characters; they are drawn again. */
const UNBIASED_BELOW = 256 - (256 % ALPHABET.length);

export type KeyMode = 'live' | 'test';

/** Prefixes that a provider may give its keys; `tg` is the platform's own. */
export const KEY_PREFIX_PATTERN = /^[a-z][a-z0-9]{0,15}$/;
export const PROVIDER_SECRET_PREFIX = 'tg';

export interface NewSecret {
  secret: string;
  hash: Uint8Array<ArrayBuffer>;
  /** What may be shown later: `sk_live_AbCd` and the last four characters. */
  prefix: string;
  last4: string;
}

/** Makes a new random secret. */
export function generateSecret(prefix: string, mode: KeyMode): NewSecret {
  const body = `${prefix}_${mode}_${randomText(RANDOM_CHARS)}`;
  const secret = body + checksum(body);
  return {
    secret,
    hash: hashSecret(secret),
    prefix: body.slice(0, prefix.length + 10),
    last4: secret.slice(-4),
  };
}

/** What is stored of a secret: its SHA-256. With 190 random bits there is nothing to stretch. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

/** The parts of a well-formed secret with a right checksum; null for anything else. */
export function parseSecret(text: string): { prefix: string; mode: KeyMode } | null {
  const match = SECRET.exec(text);
  if (!match) return null;
  const body = text.slice(0, -CHECKSUM_CHARS);
  if (checksum(body) !== text.slice(-CHECKSUM_CHARS)) return null;
  return { prefix: match[1] as string, mode: match[2] as KeyMode };
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let i = 0; i < CHECKSUM_CHARS; i++) {
    text = ALPHABET[rest % ALPHABET.length] + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}

function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomFillSync(new Uint8Array(length))) {
      if (byte < UNBIASED_BELOW && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}
