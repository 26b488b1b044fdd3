import { randomFillSync } from 'node:crypto';
import { systemClock } from './clock';

/** Every kind of id and its prefix, in one table: the prefix tells a reader (and a log) what an id names. */
export const ID_PREFIX = {
  provider: 'prv',
  user: 'usr',
  session: 'ses',
  secretKey: 'sec',
  customer: 'cus',
  customerInvitation: 'cin',
  meter: 'mtr',
  plan: 'plan',
  planInvitation: 'pin',
  subscription: 'sub',
  key: 'key',
  invoice: 'inv',
  invoiceLine: 'line',
  creditNote: 'cn',
  credit: 'crd',
  coupon: 'cpn',
  use: 'use',
  lease: 'lease',
  webhookEndpoint: 'whk',
  webhookDelivery: 'whd',
  event: 'evt',
  mail: 'mail',
  payment: 'pay',
  paymentMethod: 'pm',
  refund: 're',
  dispute: 'dp',
  audit: 'aud',
  request: 'req',
  note: 'note',
} as const;

export type IdKind = keyof typeof ID_PREFIX;

/** Crockford's base 32: no i, l, o, u, so ids survive being read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Two characters at a time: ids are made several times a call, and each step of building one is a string. */
const PAIRS = Array.from({ length: 1024 }, (_, n) => `${ALPHABET[n >> 5]}${ALPHABET[n & 31]}`);
const TIME_CHARS = 10;
const TICK_CHARS = 8;
const RANDOM_CHARS = 8;

/** Ticks a millisecond, so that ids made within one still sort by their making. */
const TICKS_PER_MS = 16;
const TICKS = 32 ** TICK_CHARS;

// Random bytes are drawn in pages: one system call serves hundreds of ids on the hot path.
const page = new Uint16Array(2048);
let used = page.length;
let lastTick = 0;

/**
 * A new prefixed id: the account's own milliseconds, then real time in finer ticks, then 40 random bits. So ids
 * sort by the time they were made, also while a sandbox's clock stands still. They name things; they are no secrets.
 */
export function newId(kind: IdKind, at: Date): string {
  lastTick = Math.max(lastTick + 1, Math.floor(systemClock.tickingMs() * TICKS_PER_MS));
  const tick = toBase32(lastTick % TICKS, TICK_CHARS);
  return `${ID_PREFIX[kind]}_${toBase32(at.getTime(), TIME_CHARS)}${tick}${randomChars()}`;
}

/** The instant encoded in an id made by `newId`, or null when the text is no such id. */
export function instantOfId(kind: IdKind, id: string): Date | null {
  const prefix = `${ID_PREFIX[kind]}_`;
  if (!id.startsWith(prefix) || id.length !== prefix.length + TIME_CHARS + TICK_CHARS + RANDOM_CHARS)
    return null;
  const time = fromBase32(id.slice(prefix.length, prefix.length + TIME_CHARS));
  return time === null ? null : instantOfMs(time);
}

/** Null beyond the largest instant that a Date can hold: a forged id must not make an invalid one. */
export function instantOfMs(timeMs: number): Date | null {
  return timeMs <= 8_640_000_000_000_000 ? new Date(timeMs) : null;
}

/** A whole number in base 32, padded to `width` characters. */
export function toBase32(value: number, width: number): string {
  let rest = value;
  let text = '';
  for (let missing = width; missing > 1; missing -= 2) {
    const pair = rest % 1024;
    text = PAIRS[pair] + text;
    rest = (rest - pair) / 1024;
  }
  return width % 2 === 0 ? text : ALPHABET[rest % 32] + text;
}

/** The number that base 32 text stands for; null for other text. Exact up to ten characters. */
export function fromBase32(text: string): number | null {
  let value = 0;
  for (const char of text) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return null;
    value = value * 32 + digit;
  }
  return value;
}

function randomChars(): string {
  if (used + RANDOM_CHARS / 2 > page.length) {
    randomFillSync(page);
    used = 0;
  }
  let text = '';
  for (let i = 0; i < RANDOM_CHARS; i += 2) text += PAIRS[(page[used++] as number) & 1023];
  return text;
}
