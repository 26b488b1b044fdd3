import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseEnv } from './env';

describe('settings', () => {
  test('have defaults that need nothing', () => {
    expect(parseEnv({})).toMatchObject({
      production: false,
      port: 3000,
      appUrl: 'http://localhost:3000',
      dataDir: resolve('.data'),
      databaseUrl: undefined,
      redisNodes: undefined,
      authSecret: undefined,
      workers: 1,
      seedDemo: true,
      logLevel: 'info',
      embeddedServices: true,
      stripe: undefined,
    });
  });

  test('that are blank count as absent', () => {
    const blank = { PORT: '', APP_URL: ' ', DATABASE_URL: '', REDIS_URL: '', AUTH_SECRET: '', WORKERS: '' };
    expect(parseEnv(blank)).toEqual(parseEnv({}));
  });

  test('are taken as given', () => {
    expect(
      parseEnv({
        PORT: '0',
        APP_URL: 'https://sell.example.com/',
        DATA_DIR: '/var/lib/tollgate',
        DATABASE_URL: 'postgresql://user:secret@db:5432/tollgate',
        REDIS_URL: 'redis://one:6379, rediss://two:6379',
        AUTH_SECRET: 's'.repeat(32),
        WORKERS: '4',
        SEED_DEMO: '0',
      }),
    ).toMatchObject({
      port: 0,
      appUrl: 'https://sell.example.com',
      dataDir: '/var/lib/tollgate',
      databaseUrl: 'postgresql://user:secret@db:5432/tollgate',
      redisNodes: ['redis://one:6379', 'rediss://two:6379'],
      authSecret: 's'.repeat(32),
      workers: 4,
      seedDemo: false,
    });
  });

  test('of a sign-in elsewhere belong together', () => {
    const github = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' };
    expect(parseEnv(github)).toMatchObject({
      github: { clientId: 'id', clientSecret: 'secret', baseUrl: undefined },
      google: undefined,
    });
    expect(() => parseEnv({ GITHUB_CLIENT_ID: 'id' })).toThrow('GITHUB_CLIENT_SECRET');
    expect(() => parseEnv({ GOOGLE_CLIENT_SECRET: 'secret' })).toThrow('GOOGLE_CLIENT_ID');
  });

  test('of Stripe belong together', () => {
    const stripe = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };
    expect(parseEnv(stripe).stripe).toEqual({
      secretKey: 'sk_test_1',
      webhookSecret: 'whsec_1',
      apiBase: null,
    });
    expect(parseEnv({ ...stripe, STRIPE_API_BASE: 'http://localhost:12111/' }).stripe).toMatchObject({
      apiBase: 'http://localhost:12111',
    });
  });

  test('the address follows the port', () => {
    expect(parseEnv({ PORT: '8080' }).appUrl).toBe('http://localhost:8080');
  });
});

test.each([
  ['STRIPE_SECRET_KEY', { STRIPE_WEBHOOK_SECRET: 'whsec_1' }],
  ['STRIPE_SECRET_KEY', { STRIPE_API_BASE: 'http://localhost:12111' }],
  ['STRIPE_WEBHOOK_SECRET', { STRIPE_SECRET_KEY: 'sk_test_1' }],
])('%s is asked for where the rest of Stripe is set', (name, variables) => {
  expect(() => parseEnv(variables)).toThrow(new RegExp(`^${name} must be set .+\\.$`));
});

describe('a bad setting stops the start with one sentence that names it and never shows it', () => {
  test.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['APP_URL', 'sell.example.com'],
    ['APP_URL', 'ftp://sell.example.com'],
    ['DATABASE_URL', 'mysql://db/tollgate'],
    ['DATABASE_URL', 'db:5432'],
    ['REDIS_URL', 'http://redis:6379'],
    ['REDIS_URL', 'redis://one:6379,two:6379'],
    ['REDIS_URL', 'redis://one:6379,'],
    ['AUTH_SECRET', 'too short'],
    ['WORKERS', '0'],
    ['WORKERS', '65'],
    ['WORKERS', 'many'],
    ['SEED_DEMO', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['EMBEDDED_SERVICES', 'off'],
    ['STRIPE_API_BASE', 'localhost:12111'],
  ])('%s=%s', (name, value) => {
    const sentence = new RegExp(`^${name}[ :][^\\n]+\\.$`);
    expect(() => parseEnv({ [name]: value })).toThrow(sentence);
    if (name.endsWith('SECRET')) expect(() => parseEnv({ [name]: value })).not.toThrow(value);
  });
});
