import Stripe from 'stripe';
import { AppError, isAppError } from '@/lib/core/errors';
import { env } from '@/lib/env';
import { isSimulated, type StripeAddress } from './embedded/stripe';
import { runtime, single } from './runtime';

/** The version that the installed SDK's types describe; changed together with it. */
const API_VERSION = '2026-10-28.endive';

/** Three tries must fit into a request's patience; a charge of a slow bank takes some seconds. */
const TIMEOUT_MS = 20_000;
const RETRIES = 2;

export type StripeMode = 'live' | 'test';

/** One key of Stripe's, and what signs the events that belong to it. */
export interface StripeAccess {
  secretKey: string;
  /** One for the platform's endpoint and, with Connect, one for the connected accounts'. */
  webhookSecrets: string[];
  /** Another server that speaks Stripe's API; `null` is Stripe. */
  apiBase: string | null;
  /** True where no money moves, because the server is the local one. */
  isSimulated: boolean;
}

/** The installation's keys: one for live accounts, one for sandboxes. */
export type StripeKeys = Record<StripeMode, StripeAccess | null>;

const SLOT = 'stripe-keys';

export function stripeKeys(): StripeKeys {
  return single(SLOT, keysInUse);
}

/** What is set, by mode: a test key serves live accounts too, as on a machine where everything is tried out. */
function keysInUse(): StripeKeys {
  const main = runtime().stripe;
  if (!main) return { live: null, test: null };
  const live = accessOf(main);
  if (!isLiveKey(main.secretKey)) return { live, test: live };
  const { stripeTest } = env();
  return { live, test: stripeTest ? accessOf({ ...stripeTest, apiBase: main.apiBase }) : null };
}

function accessOf({ secretKey, webhookSecret, apiBase }: StripeAddress): StripeAccess {
  const webhookSecrets = webhookSecret.split(',').map((secret) => secret.trim());
  return { secretKey, webhookSecrets, apiBase, isSimulated: isSimulated(secretKey) };
}

export function isLiveKey(secretKey: string): boolean {
  return /^[sr]k_live_/.test(secretKey);
}

/**
 * The client for accounts of a mode.
 * @throws AppError `unavailable` where the installation has no key for it
 */
export function stripe(mode: StripeMode): Stripe {
  const access = stripeKeys()[mode];
  if (!access) {
    const name = mode === 'test' && stripeKeys().live ? 'STRIPE_TEST_SECRET_KEY' : 'STRIPE_SECRET_KEY';
    throw new AppError('unavailable', `Payments are not set up: ${name} is not set.`, {
      retryAfterSeconds: 3600,
    });
  }
  const clients = single('stripe-clients', () => new Map<string, Stripe>());
  const found = clients.get(access.secretKey) ?? makeClient(access);
  clients.set(access.secretKey, found);
  return found;
}

/** A client of its own for a key, outside of this process's. */
export function makeClient({ secretKey, apiBase }: Pick<StripeAccess, 'secretKey' | 'apiBase'>): Stripe {
  const base = apiBase === null ? null : new URL(apiBase);
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(base && {
      protocol: base.protocol === 'http:' ? 'http' : 'https',
      host: base.hostname,
      port: base.port || (base.protocol === 'http:' ? '80' : '443'),
    }),
  });
}

/** Errors after which nobody knows what happened, or nothing can happen: an outage, a limit, a wrong key. */
const AWAY = new Set([
  'StripeConnectionError',
  'StripeAPIError',
  'StripeRateLimitError',
  'StripeAuthenticationError',
  'StripePermissionError',
]);

const RETRY_AFTER_SECONDS = 30;

/**
 * An answer of Stripe's that is what was asked for. The SDK takes any JSON body without an `error` for a success,
 * also with a status of 404 or 500, as proxies and other servers send them.
 * @throws AppError `unavailable` when it is something else or none came: what happened is then unknown
 * @throws the SDK's error for what Stripe declined or refused
 */
export async function ask<T extends { id: string; object: string }>(
  object: T['object'],
  call: Promise<T>,
): Promise<T> {
  const answer: Partial<T> = await orUnavailable(call);
  if (answer?.object === object && typeof answer.id === 'string' && answer.id !== '') return answer as T;
  throw unavailable(new Error(`Stripe was asked for a ${object} and answered something else.`));
}

/** The same for a call that has no reason to be refused: a refusal is told to whoever asked for it. */
export async function must<T extends { id: string; object: string }>(
  object: T['object'],
  call: Promise<T>,
): Promise<T> {
  try {
    return await ask(object, call);
  } catch (error) {
    if (isAppError(error)) throw error;
    const { message } = error as Error;
    throw new AppError('invalid_state', `Stripe refused: ${message}`, { cause: error });
  }
}

/** The same for a page of a list. */
export async function askList<T extends { object: string; data: { id: string }[]; has_more: boolean }>(
  call: Promise<T>,
): Promise<T> {
  const answer: Partial<T> = await orUnavailable(call);
  if (answer?.object === 'list' && Array.isArray(answer.data)) return answer as T;
  throw unavailable(new Error('Stripe was asked for a list and answered something else.'));
}

async function orUnavailable<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { type } = error as { type?: unknown };
    throw typeof type === 'string' && !AWAY.has(type) ? error : unavailable(error);
  }
}

function unavailable(cause: unknown): AppError {
  const message = 'The payment service does not answer; try again.';
  return new AppError('unavailable', message, { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
