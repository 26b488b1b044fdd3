import { z } from 'zod';
import { isCurrencyCode } from '@/lib/core/currency';
import { isTimeZone } from '@/lib/core/period';
import { isCountryCode } from './countries';

/**
 * The fields that the schemas of every domain share, so that a name or an address is checked in one place.
 */

// PostgreSQL stores no NUL, and its JSON no half of a surrogate pair: refused here, they cannot be a 500 there.
const ONE_LINE = /^[^\p{Cc}\p{Cs}]*$/u;
const MANY_LINES = /^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u;

function custom(code: string, message: string) {
  return { params: { code }, message };
}

/** A line of text: trimmed, bounded, without control characters. */
export function line(max: number, min = 1) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => ONE_LINE.test(text), custom('control_character', 'Must not hold control characters.'));
}

/** Text of several lines. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(
      (text) => MANY_LINES.test(text),
      custom('control_character', 'Must not hold control characters.'),
    );
}

/** A short name in URLs: lower-case letters, digits, and `-` or `_` inside. */
export const slugField = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/, 'Must be 1 to 64 characters of a-z, 0-9, "-" and "_".')
  .meta({ examples: ['starter'] });

export const emailField = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('Must be an e-mail address.'))
  .meta({ format: 'email', examples: ['ops@acme.example'] });

export const currencyField = z
  .string()
  .refine(isCurrencyCode, custom('invalid_currency', 'Must be an ISO 4217 code, such as INR.'))
  .describe('ISO 4217 code.')
  .meta({ examples: ['INR'] });

export const timezoneField = z
  .string()
  .max(64)
  .refine(isTimeZone, custom('invalid_timezone', 'Must be an IANA time zone, such as Asia/Kolkata.'))
  .describe('IANA time zone.')
  .meta({ examples: ['Asia/Kolkata'] });

export const countryField = z
  .string()
  .refine(isCountryCode, custom('invalid_country', 'Must be an ISO 3166-1 code of two letters, such as IN.'))
  .describe('ISO 3166-1 alpha-2 code.')
  .meta({ examples: ['IN'] });

/** An instant as the contract writes it; any offset is accepted and kept as UTC. */
export const instantField = z.iso
  .datetime({ offset: true, message: 'Must be an RFC 3339 time, such as 2026-04-01T00:00:00.000Z.' })
  .meta({ examples: ['2026-04-01T00:00:00.000Z'] });

/** An instant in an answer: UTC with milliseconds. */
export const instantAnswer = z.string().meta({ format: 'date-time', examples: ['2026-04-01T00:00:00.000Z'] });

/** A customer in a path or a body: our id, or the provider's own behind `ext:`. */
export const customerReference = z
  .string()
  .min(1)
  .max(300)
  .describe('A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.')
  .meta({ examples: ['cus_01k9x2v4n8q6r3t5w7y9z1b3d5', 'ext:acme'] });

/** An amount in an answer or a request: whole minor units. */
export const amountField = z.int().min(0).describe('Whole minor units of the currency.');
