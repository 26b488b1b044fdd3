import { isIP } from 'node:net';

/** One request as a web server logged it. */
export interface LogRequest {
  /** The first field: the address (or host name) of the peer. */
  address: string;
  /** Who HTTP authentication said it was; null for `-`. */
  user: string | null;
  /** The first address of a trailing quoted X-Forwarded-For field; null without one. */
  forwardedFor: string | null;
  occurredAtMs: number;
  method: string;
  target: string;
  /** Null where the server logged none. */
  status: number | null;
  bytes: number;
  /** From a trailing request time; null without one. */
  latencyMs: number | null;
}

export type ParsedLine = { request: LogRequest } | { problem: string };

/*
 * Common Log Format: host ident user [time] "request" status bytes, optionally after `vhost:port`. The lengths
 * of user and time are bounded, so that no line can make the search expensive.
 */
const COMMON =
  /^(?:[\w.-]+:\d{1,5} )?(\S+) \S+ (.{1,255}?) \[([^\]]{1,40})\] "((?:[^"\\]|\\.)*)" (\d{3}|-) (\d{1,15}|-)(?= |$)/;
/** What may follow: referer, user agent, and whatever a format adds, each quoted, named or without spaces. */
const TRAILING = / +(?:([\w-]+=)?"((?:[^"\\]|\\.)*)"(?= |$)|([^\s"]+))/y;
const REQUEST = /^([A-Z][A-Z_-]{0,19}) (\S+) HTTP\/\d(?:\.\d)?$/;
const TIME = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const REQUEST_TIME = /^(?:(?:rt|request_time|duration|D)[=:])?(\d{1,9})(\.\d{1,9})?(s|ms|us)?$/;

/** Reads one line in the common or combined format of Apache and nginx, or says what is wrong with it. */
export function parseLogLine(line: string): ParsedLine {
  if (line.trim() === '') return { problem: 'the line is empty' };
  const match = COMMON.exec(line);
  if (!match) return { problem: 'not in common or combined log format' };
  const [head, address = '', user = '', time = '', requestField = '', status = '', bytes = ''] = match;
  const occurredAtMs = parseTime(time);
  if (occurredAtMs === null) return { problem: `"${time}" is no time` };
  const trailing = parseTrailing(line, head.length);
  if (!trailing) return { problem: 'a quote after the request is not closed, or not opened' };
  const request = REQUEST.exec(withoutEscapes(requestField));
  if (!request) return { problem: requestProblem(requestField) };
  const [, method = '', target = ''] = request;
  if (!isTarget(method, target)) return { problem: 'the request names neither a path nor a URL' };
  // nginx writes 000 where it never got to answer.
  const code = status === '-' || status === '000' ? null : Number(status);
  if (code !== null && (code < 100 || code > 599)) return { problem: `${status} is no HTTP status` };
  return {
    request: {
      address,
      user: user === '-' || user === '""' ? null : user,
      forwardedFor: forwardedFor(trailing),
      occurredAtMs,
      method,
      target,
      status: code,
      bytes: bytes === '-' ? 0 : Number(bytes),
      latencyMs: latencyOf(trailing),
    },
  };
}

function requestProblem(field: string): string {
  if (field === '-' || field === '') return 'the client sent no request';
  return 'the request is not "METHOD PATH PROTOCOL"';
}

function isTarget(method: string, target: string): boolean {
  return method === 'CONNECT' || target.startsWith('/') || target === '*' || /^[a-z]+:\/\//i.test(target);
}

/** Milliseconds since 1970, or null for a time that no calendar has. */
function parseTime(text: string): number | null {
  const match = TIME.exec(text);
  if (!match) return ISO_TIME.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : null;
  const [, day, monthName = '', year, hour, minute, second, sign, offsetHours, offsetMinutes] = match;
  const month = MONTHS.indexOf(monthName);
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const isReal = month >= 0 && new Date(local).getUTCDate() === Number(day) && Number(second) <= 60;
  // A leap second or 24:00 would move into the next day and fail the test above only there; both are harmless.
  if (!isReal || Number(hour) > 24 || Number(minute) > 59) return null;
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return sign === '-' ? local + offsetMs : local - offsetMs;
}

interface TrailingField {
  text: string;
  isQuoted: boolean;
}

/** The fields after the size, or null when a quote is left open. */
function parseTrailing(line: string, from: number): TrailingField[] | null {
  const fields: TrailingField[] = [];
  const end = line.trimEnd().length;
  TRAILING.lastIndex = from;
  while (TRAILING.lastIndex < end) {
    const match = TRAILING.exec(line);
    if (!match) return null;
    const [, name, quoted, bare = ''] = match;
    const isQuoted = quoted !== undefined && name === undefined;
    fields.push({ text: quoted === undefined ? bare : (name ?? '') + quoted, isQuoted });
  }
  return fields;
}

/** In combined logs the third quoted field; the first two are referer and user agent. */
function forwardedFor(trailing: TrailingField[]): string | null {
  const [, , third] = trailing.filter(({ isQuoted }) => isQuoted);
  const first = third?.text.split(',')[0]?.trim() ?? '';
  return isIP(first) ? first : null;
}

/**
 * The first trailing field that reads as a time: with a point it is seconds ($request_time of nginx), a whole
 * number is microseconds (%D of Apache), and a unit behind it says itself.
 */
function latencyOf(trailing: TrailingField[]): number | null {
  for (const { text, isQuoted } of trailing) {
    const match = isQuoted ? null : REQUEST_TIME.exec(text);
    if (!match) continue;
    const [, whole = '', fraction = '', unit = fraction === '' ? 'us' : 's'] = match;
    const perMs = { s: 1000, ms: 1, us: 0.001 }[unit] ?? 1;
    const latencyMs = Math.round(Number(whole + fraction) * perMs);
    if (latencyMs <= 86_400_000) return latencyMs;
  }
  return null;
}

/** Servers write quotes, backslashes and other bytes as `\"`, `\\` and `\xhh`; the last becomes `%hh`. */
function withoutEscapes(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(/\\x([0-9a-fA-F]{2})|\\(.)/g, (_, hex: string | undefined, char: string) =>
    hex === undefined ? char : `%${hex}`,
  );
}
