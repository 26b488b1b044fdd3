import { describe, expect, it } from 'vitest';
import { isAway } from './is-away';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

describe('the database is away', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a connection that broke', coded('ECONNRESET')],
    ['a server that shuts down', coded('57P01')],
    ['a server that crashed', coded('57P02')],
    ['a server that recovers', coded('57P03', 'the database system is in recovery mode')],
    ['too many connections', coded('53300')],
    ['a full disk', coded('53100')],
    ['a standby that only reads', coded('25006')],
    ['a pool that waited in vain', new Error('timeout exceeded when trying to connect')],
    ['a connection that ended in a query', new Error('Connection terminated unexpectedly')],
    ['a query that was never answered', new Error('Query read timeout')],
    ["Prisma's word for it", coded('P1001', "Can't reach database server")],
    [
      'what Prisma wraps',
      Object.assign(new Error('Raw query failed'), { cause: { kind: 'ConnectionClosed' } }),
    ],
    [
      "what Prisma's driver wraps",
      Object.assign(new Error('x'), { meta: { driverAdapterError: { cause: { originalCode: '57P01' } } } }),
    ],
    ['all of several addresses', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
  ])('with %s', (_, error) => expect(isAway(error)).toBe(true));
});

describe('it is no excuse', () => {
  const circular: { cause?: unknown } = new Error('x');
  circular.cause = circular;
  it.each([
    ['for a broken statement', coded('42601', 'syntax error at or near "SELEC"')],
    ['for a constraint', coded('23505')],
    ['for a bug', new TypeError('Cannot read properties of undefined')],
    ['for an error that is its own cause', circular],
    ['for what is no error', 'ECONNREFUSED'],
    ['for nothing', null],
  ])('%s', (_, error) => expect(isAway(error)).toBe(false));
});
