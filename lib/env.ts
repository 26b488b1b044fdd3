import { resolve } from 'node:path';
import { z } from 'zod';

const blankAsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

const text = z.preprocess(blankAsAbsent, z.string().trim().min(1).optional());

function url(name: string, protocols: string[]) {
  return z.preprocess(
    blankAsAbsent,
    z
      .string()
      .trim()
      .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
        message: `${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
      })
      .optional(),
  );
}

function whole(name: string, fallback: number, min: number, max: number) {
  return z.preprocess(
    blankAsAbsent,
    z
      .string()
      .trim()
      .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max, {
        message: `${name} must be a whole number from ${min} to ${max}`,
      })
      .transform(Number)
      .default(fallback),
  );
}

const redisNodes = z.preprocess(
  blankAsAbsent,
  z
    .string()
    .transform((value) => value.split(',').map((node) => node.trim()))
    .refine(
      (nodes) =>
        nodes.every((node) => URL.canParse(node) && ['redis:', 'rediss:'].includes(new URL(node).protocol)),
      { message: 'REDIS_URL must be one redis:// or rediss:// URL, or several separated by commas' },
    )
    .optional(),
);

const schema = z.object({
  NODE_ENV: z.string().optional(),
  /** What NODE_ENV said before the start set it for React: 1 or 0. Not a setting. */
  TOLLGATE_DEPLOYED: z.string().optional(),
  PORT: whole('PORT', 3000, 0, 65_535),
  APP_URL: url('APP_URL', ['http:', 'https:']),
  DATA_DIR: text,
  DATABASE_URL: url('DATABASE_URL', ['postgres:', 'postgresql:']),
  REDIS_URL: redisNodes,
  AUTH_SECRET: z.preprocess(
    blankAsAbsent,
    z.string().min(32, 'AUTH_SECRET must have at least 32 characters').optional(),
  ),
  WORKERS: whole('WORKERS', 1, 1, 64),
  SEED_DEMO: z.preprocess(
    blankAsAbsent,
    z.enum(['0', '1'], { message: 'SEED_DEMO must be 0 or 1' }).default('1'),
  ),
  LOG_LEVEL: z.preprocess(
    blankAsAbsent,
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], {
        message: 'LOG_LEVEL must be debug, info, warn, error or silent',
      })
      .default('info'),
  ),
  STRIPE_SECRET_KEY: text,
  STRIPE_WEBHOOK_SECRET: text,
  STRIPE_API_BASE: url('STRIPE_API_BASE', ['http:', 'https:']),
  /** Development and tests: webhooks go to http and to private addresses too. */
  WEBHOOKS_TO_PRIVATE: z.preprocess(
    blankAsAbsent,
    z.enum(['0', '1'], { message: 'WEBHOOKS_TO_PRIVATE must be 0 or 1' }).default('0'),
  ),
  SMTP_URL: url('SMTP_URL', ['smtp:', 'smtps:']),
  MAIL_FROM: z.preprocess(
    blankAsAbsent,
    z.string().trim().pipe(z.email('MAIL_FROM must be an e-mail address')).optional(),
  ),
  METRICS_TOKEN: z.preprocess(
    blankAsAbsent,
    z.string().trim().min(16, 'METRICS_TOKEN must have at least 16 characters').optional(),
  ),
  STRIPE_TEST_SECRET_KEY: text,
  STRIPE_TEST_WEBHOOK_SECRET: text,
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GITHUB_BASE_URL: url('GITHUB_BASE_URL', ['http:', 'https:']),
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  /** Tests and platforms without child processes turn this off to be told rather than served. */
  EMBEDDED_SERVICES: z.preprocess(
    blankAsAbsent,
    z.enum(['0', '1'], { message: 'EMBEDDED_SERVICES must be 0 or 1' }).default('1'),
  ),
});

/** The process's settings, checked once. */
export interface Env {
  production: boolean;
  port: number;
  appUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  redisNodes: string[] | undefined;
  authSecret: string | undefined;
  workers: number;
  seedDemo: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  embeddedServices: boolean;
  /** Stripe's own account, or another server's that speaks its API (`apiBase`); none: the local Stripe. */
  stripe: { secretKey: string; webhookSecret: string; apiBase: string | null } | undefined;
  webhooksToPrivate: boolean;
  /** What lets a scraper on another machine read /metrics. */
  metricsToken: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** A test key beside a live one: what sandboxes pay with. */
  stripeTest: { secretKey: string; webhookSecret: string } | undefined;
  /** Where people may sign in from, besides here. `baseUrl`: a GitHub Enterprise server instead of github.com. */
  github: (OauthClient & { baseUrl: string | undefined }) | undefined;
  google: OauthClient | undefined;
}

interface OauthClient {
  clientId: string;
  clientSecret: string;
}

/**
 * Parses settings from the given variables. Throws an Error of one sentence that names the first bad one.
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    const message = issue?.message ?? 'is invalid';
    throw new Error(message.startsWith(name) ? `${message}.` : `${name}: ${message}.`);
  }
  const v = parsed.data;
  return {
    production: v.TOLLGATE_DEPLOYED === undefined ? v.NODE_ENV === 'production' : v.TOLLGATE_DEPLOYED === '1',
    port: v.PORT,
    appUrl: (v.APP_URL ?? `http://localhost:${v.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(/* turbopackIgnore: true */ v.DATA_DIR ?? '.data'),
    databaseUrl: v.DATABASE_URL,
    redisNodes: v.REDIS_URL,
    authSecret: v.AUTH_SECRET,
    workers: v.WORKERS,
    seedDemo: v.SEED_DEMO === '1',
    logLevel: v.LOG_LEVEL,
    embeddedServices: v.EMBEDDED_SERVICES === '1',
    stripe: stripeOf(v),
    webhooksToPrivate: v.WEBHOOKS_TO_PRIVATE === '1',
    metricsToken: v.METRICS_TOKEN,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM ?? `no-reply@${mailHost(v.APP_URL)}`,
    stripeTest: stripeTestOf(v),
    github: githubOf(v),
    google: clientOf('GOOGLE', v.GOOGLE_CLIENT_ID, v.GOOGLE_CLIENT_SECRET),
  };
}

function githubOf(v: z.infer<typeof schema>): Env['github'] {
  const client = clientOf('GITHUB', v.GITHUB_CLIENT_ID, v.GITHUB_CLIENT_SECRET);
  return client && { ...client, baseUrl: v.GITHUB_BASE_URL?.replace(/\/+$/, '') };
}

/** Both halves of a client's registration, or none. */
function clientOf(name: string, clientId?: string, clientSecret?: string): OauthClient | undefined {
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined) throw new Error(`${name}_CLIENT_ID must be set with ${name}_CLIENT_SECRET.`);
  if (clientSecret === undefined)
    throw new Error(`${name}_CLIENT_SECRET must be set with ${name}_CLIENT_ID.`);
  return { clientId, clientSecret };
}

/** All that Stripe needs, or nothing: without the secret, no webhook could be believed. */
function stripeOf(v: z.infer<typeof schema>): Env['stripe'] {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = v;
  if (secretKey === undefined && webhookSecret === undefined && v.STRIPE_API_BASE === undefined)
    return undefined;
  if (secretKey === undefined)
    throw new Error('STRIPE_SECRET_KEY must be set where another Stripe setting is.');
  if (webhookSecret === undefined)
    throw new Error('STRIPE_WEBHOOK_SECRET must be set with STRIPE_SECRET_KEY.');
  return { secretKey, webhookSecret, apiBase: v.STRIPE_API_BASE?.replace(/\/+$/, '') ?? null };
}

/** The address without a MAIL_FROM: of the host that people know. */
function mailHost(appUrl: string | undefined): string {
  return appUrl === undefined ? 'localhost' : new URL(appUrl).hostname;
}

function stripeTestOf(v: z.infer<typeof schema>): Env['stripeTest'] {
  const { STRIPE_TEST_SECRET_KEY: secretKey, STRIPE_TEST_WEBHOOK_SECRET: webhookSecret } = v;
  if (secretKey === undefined && webhookSecret === undefined) return undefined;
  if (secretKey === undefined || !secretKey.includes('_test_'))
    throw new Error('STRIPE_TEST_SECRET_KEY must be a test key of Stripe’s.');
  if (webhookSecret === undefined)
    throw new Error('STRIPE_TEST_WEBHOOK_SECRET must be set with STRIPE_TEST_SECRET_KEY.');
  return { secretKey, webhookSecret };
}

let current: Env | undefined;

/** The settings of this process: the only place that reads process.env. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
