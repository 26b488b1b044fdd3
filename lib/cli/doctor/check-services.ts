import { Redis } from 'ioredis';
import type Stripe from 'stripe';
import type { Env } from '@/lib/env';
import { isLiveKey, makeClient } from '@/lib/infra/stripe';
import { verifySmtp } from '@/lib/notify';
import { type Finding, failed, ok, reasonOf, warning } from './finding';

const PATIENCE_MS = 3_000;
/** Older ones lack commands that the gauge's scripts use. */
const OLDEST_REDIS = 6;
const WEBHOOK_PATH = '/api/stripe/webhook';

/** Whether each Redis answers, and keeps what it is given. */
export async function checkRedis({ redisNodes, production }: Env): Promise<Finding> {
  const check = 'redis';
  if (!redisNodes) {
    const text =
      'REDIS_URL is not set: the live counters are in the process, and one process is all there can be.';
    return production ? warning(check, text) : ok(check, text);
  }
  for (const node of redisNodes) {
    const finding = await checkNode(node);
    if (finding.status !== 'ok') return finding;
  }
  return ok(
    check,
    `${redisNodes.length === 1 ? 'It answers' : `All ${redisNodes.length} answer`} and evicts nothing.`,
  );
}

async function checkNode(url: string): Promise<Finding> {
  const check = 'redis';
  const options = { connectTimeout: PATIENCE_MS, commandTimeout: PATIENCE_MS, maxRetriesPerRequest: 0 };
  const redis = new Redis(url, { ...options, lazyConnect: true, retryStrategy: () => null });
  // What goes wrong is thrown by the commands below.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '?';
    if (Number.parseInt(version, 10) < OLDEST_REDIS) return failed(check, `Version ${version} is too old.`);
    const memory = await redis.info('memory');
    const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1] ?? 'noeviction';
    const isBounded = !/maxmemory:0\b/.test(memory);
    return isBounded && policy !== 'noeviction'
      ? warning(
          check,
          `maxmemory-policy is ${policy}: counters are thrown away under pressure; use noeviction.`,
        )
      : ok(check, `Version ${version} answers.`);
  } catch (error) {
    return failed(
      check,
      `It cannot be used (${reasonOf(error)}): calls are let through or denied as providers chose.`,
    );
  } finally {
    redis.disconnect();
  }
}

/** Whether the mail server takes our login. */
export async function checkMail({ smtpUrl, production }: Env): Promise<Finding> {
  const check = 'mail';
  if (!smtpUrl) {
    const text = 'SMTP_URL is not set: mail lands in DATA_DIR/outbox and reaches nobody.';
    return production ? failed(check, text) : warning(check, text);
  }
  try {
    await verifySmtp(smtpUrl);
    return ok(check, `${new URL(smtpUrl).host} takes our mail.`);
  } catch (error) {
    return failed(check, `${new URL(smtpUrl).host} does not take our mail: ${reasonOf(error)}.`);
  }
}

/** Whether Stripe knows the key, and calls us. */
export async function checkStripe({ stripe: access, appUrl, production }: Env): Promise<Finding> {
  const check = 'stripe';
  if (!access)
    return warning(check, 'STRIPE_SECRET_KEY is not set: payments are simulated and no money moves.');
  const isLive = isLiveKey(access.secretKey);
  if (production && !isLive) return warning(check, 'The key is a test key: no money moves.');
  try {
    const { data } = await makeClient(access).webhookEndpoints.list({ limit: 100 });
    return checkEndpoint(data, `${appUrl}${WEBHOOK_PATH}`);
  } catch (error) {
    return failed(check, `Stripe refuses the key or cannot be reached: ${reasonOf(error)}.`);
  }
}

function checkEndpoint(endpoints: Stripe.WebhookEndpoint[], url: string): Finding {
  const ours = endpoints.find((endpoint) => endpoint.url === url);
  if (!ours)
    return failed('stripe', `Stripe takes the key, but no webhook leads to ${url}: payments stay unseen.`);
  if (ours.status !== 'enabled') return failed('stripe', `The webhook to ${url} is switched off at Stripe.`);
  return ok('stripe', `Stripe takes the key and calls ${url}.`);
}
