import { describe, expect, it } from 'vitest';
import { type LogRequest, parseLogLine } from './parse-log-line';

const HEAD = '83.149.9.216 - - [17/May/2015:10:05:03 +0000]';
const COMBINED = `${HEAD} "GET /a/b?c=d HTTP/1.1" 200 203023 "http://example.com/" "Mozilla/5.0 (X11)"`;

function requestOf(line: string): LogRequest {
  const parsed = parseLogLine(line);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.request;
}

describe('a line of an access log', () => {
  it('is read in the combined format', () => {
    expect(requestOf(COMBINED)).toEqual({
      address: '83.149.9.216',
      user: null,
      forwardedFor: null,
      occurredAtMs: Date.UTC(2015, 4, 17, 10, 5, 3),
      method: 'GET',
      target: '/a/b?c=d',
      status: 200,
      bytes: 203023,
      latencyMs: null,
    });
  });

  it.each<[string, string, Partial<LogRequest>]>([
    ['the common format', `${HEAD} "HEAD / HTTP/1.0" 304 -`, { method: 'HEAD', status: 304, bytes: 0 }],
    ['a virtual host in front', `api.example.com:443 ${COMBINED}`, { address: '83.149.9.216' }],
    ['an IPv6 address', COMBINED.replace('83.149.9.216', '2001:db8::1'), { address: '2001:db8::1' }],
    ['the short IPv6 address ::1', COMBINED.replace('83.149.9.216', '::1'), { address: '::1' }],
    ['a user', COMBINED.replace('- - [', '- acme ['), { user: 'acme' }],
    ['a user with a space', COMBINED.replace('- - [', '- acme corp ['), { user: 'acme corp' }],
    ['an offset east', COMBINED.replace('+0000', '+0530'), { occurredAtMs: Date.UTC(2015, 4, 17, 4, 35, 3) }],
    ['an offset west', COMBINED.replace('+0000', '-0800'), { occurredAtMs: Date.UTC(2015, 4, 17, 18, 5, 3) }],
    [
      'an ISO time',
      COMBINED.replace('17/May/2015:10:05:03 +0000', '2015-05-17T10:05:03+00:00'),
      { occurredAtMs: Date.UTC(2015, 4, 17, 10, 5, 3) },
    ],
    ['an escaped quote in the user agent', COMBINED.replace('(X11)', '\\"X11\\"'), { status: 200 }],
    ['an escaped byte in the path', COMBINED.replace('/a/b', '/caf\\xc3\\xa9'), { target: '/caf%c3%a9?c=d' }],
    ['an absolute URL', COMBINED.replace('/a/b', 'http://x.test/a'), { target: 'http://x.test/a?c=d' }],
    ['the target *', COMBINED.replace('GET /a/b?c=d', 'OPTIONS *'), { method: 'OPTIONS', target: '*' }],
    ['HTTP/2', COMBINED.replace('HTTP/1.1', 'HTTP/2.0'), { status: 200 }],
    ['no status', COMBINED.replace(' 200 ', ' 000 '), { status: null }],
    ['seconds behind it', `${COMBINED} 0.042`, { latencyMs: 42 }],
    ['seconds with a name', `${COMBINED} rt=1.5 uct="0.000"`, { latencyMs: 1500 }],
    ['microseconds behind it', `${COMBINED} 42123`, { latencyMs: 42 }],
    ['seconds behind a common line', `${HEAD} "GET / HTTP/1.1" 200 5 0.250`, { latencyMs: 250 }],
    ['an upstream without a time', `${COMBINED} - 0.250 .`, { latencyMs: 250 }],
    ['X-Forwarded-For', `${COMBINED} "203.0.113.9, 10.0.0.1"`, { forwardedFor: '203.0.113.9' }],
    ['an empty X-Forwarded-For', `${COMBINED} "-"`, { forwardedFor: null }],
  ])('may have %s', (_, line, expected) => {
    expect(requestOf(line)).toMatchObject(expected);
  });

  it.each([
    ['nothing in it', '', 'the line is empty'],
    ['garbage', 'lorem ipsum dolor', 'not in common or combined log format'],
    ['an empty request', `${HEAD} "-" 408 -`, 'the client sent no request'],
    [
      'a TLS handshake',
      `${HEAD} "\\x16\\x03\\x01\\x02" 400 226`,
      'the request is not "METHOD PATH PROTOCOL"',
    ],
    ['no protocol', `${HEAD} "GET /" 200 5`, 'the request is not "METHOD PATH PROTOCOL"'],
    ['a space in the path', `${HEAD} "GET /a b HTTP/1.1" 200 5`, 'the request is not "METHOD PATH PROTOCOL"'],
    ['a relative path', `${HEAD} "GET ../x HTTP/1.1" 400 5`, 'the request names neither a path nor a URL'],
    ['31 February', COMBINED.replace('17/May', '31/Feb'), '"31/Feb/2015:10:05:03 +0000" is no time'],
    ['an unknown month', COMBINED.replace('May', 'Mai'), '"17/Mai/2015:10:05:03 +0000" is no time'],
    ['61 minutes', COMBINED.replace('10:05', '10:61'), '"17/May/2015:10:61:03 +0000" is no time'],
    ['status 999', COMBINED.replace(' 200 ', ' 999 '), '999 is no HTTP status'],
    ['its end cut off', COMBINED.slice(0, -1), 'a quote after the request is not closed, or not opened'],
    ['its request cut off', `${HEAD} "GET /a`, 'not in common or combined log format'],
  ])('is malformed with %s', (_, line, problem) => {
    expect(parseLogLine(line)).toEqual({ problem });
  });

  it.each([
    ['brackets', `a b ${' ['.repeat(30_000)}`],
    ['backslashes', `${HEAD} "GET /${'\\"'.repeat(30_000)}`],
    ['spaces', `${HEAD} "GET / HTTP/1.1" 200 5${' '.repeat(60_000)}"`],
    ['words', `${HEAD} "GET / HTTP/1.1" 200 5${' a'.repeat(30_000)}"`],
  ])('is refused quickly when it is made of %s', (_, line) => {
    const startedAt = performance.now();
    expect(parseLogLine(line)).toHaveProperty('problem');
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
