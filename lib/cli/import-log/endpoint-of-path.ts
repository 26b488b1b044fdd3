/** Longer endpoints are cut: a report is read by people, and a rollup has one row an endpoint. */
const MAX_LENGTH = 200;
const MAX_SEGMENTS = 12;
/** Longer parts of a path are texts or tokens, never names of a resource. */
const MAX_NAME_LENGTH = 64;

const UUID = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;
const DATE = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?:T[\d:.]+Z?)?$/;
const YEAR = /^(?:19|20)\d\d$/;
const MONTH = /^(?:0?[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})$/i;
const DAY = /^(?:0?[1-9]|[12]\d|3[01])$/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:,[+-]?\d+(?:\.\d+)?)*$/;
/** `1.0`, `2.15`: the version of an API or a release, not a measure. */
const VERSION = /^\d{1,2}\.\d{1,2}$/;
const HAS_FULL_DATE =
  /(?:^|[-_.])(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01])(?=$|[-_.T])/;
const ENDS_IN_NUMBER = /[-_](\d{4,})$/;
const EXTENSION = /^(.+)\.([A-Za-z][A-Za-z0-9]{0,7})$/;
const FINGERPRINT = /(?<=[-._])[0-9A-Za-z]{8,}(?=$|[-._])/g;
const EMAIL = /^[^@/\s]+@[^@/\s]+\.[^@/\s]+$/;

/**
 * The endpoint that a request belongs to: `GET /users/123?page=2` is `GET /users/:id`. Parts of the path that
 * name one thing among many become placeholders (`:id`, `:date`, `:slug`), so that a report has one row an
 * endpoint; names of files stay readable.
 */
export function endpointOfPath(method: string, target: string): string {
  if (target === '*') return `${method} *`;
  if (method === 'CONNECT') return 'CONNECT :host';
  const segments = segmentsOf(target);
  const named: string[] = [];
  for (let index = 0; index < segments.length; ) {
    const dateParts = partsOfDate(segments, index);
    if (dateParts > 0) {
      named.push(':date');
      index += dateParts;
      continue;
    }
    const segment = segments[index] as string;
    const isLast = index === segments.length - 1;
    named.push(isLast ? nameOfLast(segment, segments[index - 1]) : nameOf(segment, segments[index - 1]));
    index++;
  }
  return bounded(method, named);
}

/** The decoded parts of a path, without empty ones, `.`, `..`, query, fragment and path parameters. */
function segmentsOf(target: string): string[] {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const segments: string[] = [];
  for (const part of path.split('/')) {
    const segment = decoded(part.replace(/;.*$/s, ''));
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return segments;
}

/** Percent-decoded where that gives plain text; a slash or a control character stays encoded. */
function decoded(part: string): string {
  let text = part;
  try {
    const plain = decodeURIComponent(part);
    if (!/[/\p{Cc}]/u.test(plain)) text = plain;
  } catch {
    // Not UTF-8: shown as it was sent.
  }
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '�').trim();
}

/** How many parts from here on are a year with month and perhaps day: `/2013/05/17`. */
function partsOfDate(segments: string[], index: number): number {
  const [year = '', month = '', day = ''] = segments.slice(index, index + 3);
  if (!YEAR.test(year) || !MONTH.test(month)) return 0;
  return DAY.test(day) ? 3 : 2;
}

function nameOf(segment: string, before: string | undefined): string {
  if (DATE.test(segment)) return ':date';
  if (isId(segment, before)) return ':id';
  return isSlug(segment) ? ':slug' : segment;
}

/** The last part may be a file: its ending stays, and its name too unless it is nothing but an id. */
function nameOfLast(segment: string, before: string | undefined): string {
  const [, stem, extension] = EXTENSION.exec(segment) ?? [];
  if (stem === undefined || extension === undefined || EMAIL.test(segment)) return nameOf(segment, before);
  if (DATE.test(stem)) return `:date.${extension}`;
  if (isPlainId(stem)) return `:id.${extension}`;
  if (stem.length > MAX_NAME_LENGTH) return `:slug.${extension}`;
  // Build tools put a fingerprint of the content into names: main-3f9a2b1c.js.
  const name = stem.replace(FINGERPRINT, (part) => (isToken(part) ? ':hash' : part));
  return `${name}.${extension}`;
}

/** An id alone, or behind words that say whose: `cus_01k9…`. */
function isId(segment: string, before: string | undefined): boolean {
  if (isVersionNumber(segment, before)) return false;
  const [, token] = /^(?:[A-Za-z]{1,12}[-_]){1,2}([0-9A-Za-z]{8,})$/.exec(segment) ?? [];
  return isPlainId(segment) || EMAIL.test(segment) || (token !== undefined && isToken(token));
}

function isPlainId(text: string): boolean {
  if (NUMBER.test(text)) return !VERSION.test(text);
  return UUID.test(text) || (/^[0-9A-Za-z]{8,}$/.test(text) && isToken(text)) || isUrlSafeToken(text);
}

/** Base 64 as URLs write it: long, hardly any separator, and a token without them. */
function isUrlSafeToken(text: string): boolean {
  if (!/^[0-9A-Za-z_-]{24,}$/.test(text)) return false;
  const joined = text.replace(/[_-]/g, '');
  return (text.length - joined.length) * 12 <= text.length && /[A-Z]/.test(joined) && isToken(joined);
}

/** `/api/2/users`: a small number right behind `api` is its version. */
function isVersionNumber(segment: string, before: string | undefined): boolean {
  return /^\d$/.test(segment) && before !== undefined && /^(?:api|rest|v|version)$/i.test(before);
}

/**
 * Whether a run of letters and digits is made by a machine: hexadecimal with digits in it, or letters and
 * digits that alternate as no word does (`1x` and `2013edition` are words).
 */
function isToken(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (/^[0-9a-f]+$/i.test(text)) return digits >= 2 && digits < text.length && text.length >= 8;
  const changes = text.match(/[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])/g)?.length ?? 0;
  const isMixedCase = /[a-z]/.test(text) && /[A-Z]/.test(text);
  return (text.length >= 12 && changes >= 4) || (text.length >= 16 && changes >= 2 && isMixedCase);
}

/** A title made into a path, or anything else too long or too dated to be the name of a resource. */
function isSlug(segment: string): boolean {
  if (segment.length > MAX_NAME_LENGTH || HAS_FULL_DATE.test(segment)) return true;
  const [, number] = ENDS_IN_NUMBER.exec(segment) ?? [];
  // logstash-monitorama-2013 is a name; how-to-sell-an-api-48213 is one article among many.
  if (number !== undefined && !YEAR.test(number)) return true;
  return segment.length > 40 && /\d/.test(segment) && /[-_]/.test(segment);
}

function bounded(method: string, segments: string[]): string {
  let text = method;
  let isCut = segments.length > MAX_SEGMENTS;
  const separator = () => (text === method ? ' /' : '/');
  for (const segment of segments.slice(0, MAX_SEGMENTS)) {
    const short = segment.length > MAX_NAME_LENGTH * 2 ? `${segment.slice(0, MAX_NAME_LENGTH)}…` : segment;
    if (text.length + short.length + 2 > MAX_LENGTH - 2) {
      isCut = true;
      break;
    }
    text += separator() + short;
  }
  if (segments.length === 0) return `${method} /`;
  return isCut ? `${text}${separator()}…` : text;
}
