import { type GstState, stateByCode } from './states';

/** What a GSTIN is made of. */
export interface Gstin {
  gstin: string;
  state: GstState;
  /** The holder's income tax number, 10 characters. */
  pan: string;
}

/** State code, PAN, registration of that PAN in the state, a letter (Z for ordinary taxpayers), check digit. */
const SHAPE = /^(\d{2})([A-Z]{5}\d{4}[A-Z])[1-9A-Z][A-Z][\dA-Z]$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The check character of a GSTIN's first 14 characters: each character's base-36 value times 1 and 2 in turn, the
 * base-36 digits of every product summed, and what is missing to a multiple of 36 (GSTN's Luhn mod 36).
 */
export function gstinCheckDigit(first14: string): string {
  let sum = 0;
  for (let index = 0; index < 14; index++) {
    const product = ALPHABET.indexOf(first14.charAt(index)) * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return ALPHABET.charAt((36 - (sum % 36)) % 36);
}

/** Reads a GSTIN; spaces around it and lower case are forgiven. Null when its shape, state or check digit is wrong. */
export function parseGstin(text: string): Gstin | null {
  const gstin = text.trim().toUpperCase();
  const match = SHAPE.exec(gstin);
  if (!match) return null;
  const [, stateCode = '', pan = ''] = match;
  const state = stateByCode(stateCode);
  if (!state || gstinCheckDigit(gstin) !== gstin.charAt(14)) return null;
  return { gstin, state, pan };
}

/** True when shape, state code and check digit of a GSTIN are right. */
export function isValidGstin(text: string): boolean {
  return parseGstin(text) !== null;
}
