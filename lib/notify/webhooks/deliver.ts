import { randomInt } from 'node:crypto';
import { systemClock } from '@/lib/core/clock';
import type { Context, ProviderId, Transaction } from '@/lib/core/context';
import { env } from '@/lib/env';
import { untenantedTransaction } from '@/lib/infra/postgres';
import { unseal } from '@/lib/infra/sealed';
import { mailEndpointDisabled } from '../mail/mail-endpoint-disabled';
import { type ClaimedDelivery, failPending, insertAttempt, settleDelivery } from './delivery-store';
import { disableFailing, lockEndpoint, noteOutcome } from './endpoint-store';
import { GIVE_UP_AFTER_MS, pauseAfter } from './retries';
import { type SendOptions, type SentRequest, sendRequest } from './send-request';
import { signedHeaders } from './sign';

const CHANCES = 1_000_000;
/** Gone: the receiver says that it will never want this again. */
const GONE = 410;

/** Makes one attempt at a claimed delivery and writes down what came of it. */
export async function deliver(claimed: ClaimedDelivery, options: Partial<SendOptions> = {}): Promise<void> {
  const at = systemClock.now();
  const { headers, sent } = await attempt(claimed, at, options);
  const durationMs = Math.max(0, Math.round(systemClock.now().getTime() - at.getTime()));
  await untenantedTransaction((transaction) =>
    settle(claimed, { at, headers, durationMs, sent }, transaction),
  );
}

async function attempt(
  claimed: ClaimedDelivery,
  at: Date,
  options: Partial<SendOptions>,
): Promise<{ headers: Record<string, string>; sent: SentRequest }> {
  const fail = (error: string) => ({ headers: {}, sent: { statusCode: null, responseBody: null, error } });
  const { url } = claimed;
  if (url === null || claimed.secret === null) return fail('The endpoint was deleted.');
  if (claimed.status !== 'enabled') return fail('The endpoint is disabled.');
  const secrets = [claimed.secret, claimed.old_secret]
    .filter((sealed) => sealed !== null)
    .map((sealed) => unseal(sealed))
    .filter((secret) => secret !== null);
  if (secrets.length === 0) {
    return fail('The signing secret cannot be read: AUTH_SECRET was changed. Rotate the endpoint’s secret.');
  }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Tollgate-Webhooks/1.0',
    ...signedHeaders(secrets, { id: claimed.event_id, at, body: claimed.body }),
  };
  const toPrivate = env().webhooksToPrivate;
  const isAllowed = toPrivate || claimed.is_sandbox || url.startsWith('https:');
  if (!isAllowed) return fail('Only https endpoints are sent to.');
  return {
    headers,
    sent: await sendRequest(url, { headers, body: claimed.body }, { toPrivate, ...options }),
  };
}

interface Outcome {
  at: Date;
  headers: Record<string, string>;
  durationMs: number;
  sent: SentRequest;
}

async function settle(claimed: ClaimedDelivery, outcome: Outcome, transaction: Transaction): Promise<void> {
  const tx: Pick<Context, 'transaction'> = { transaction };
  const providerId = claimed.provider_id as ProviderId;
  const { at, sent } = outcome;
  const { statusCode } = sent;
  const succeeded = statusCode !== null && statusCode >= 200 && statusCode < 300;
  const canRetry = claimed.status === 'enabled' && statusCode !== GONE;
  const pauseMs = canRetry ? pauseAfter(claimed.tries, randomInt(CHANCES) / CHANCES) : null;
  // First, as whoever changes it does: deliveries that end at the same time wait for each other here.
  await lockEndpoint(tx, providerId, claimed.endpoint_id);
  const isMine = await settleDelivery(tx, providerId, claimed, {
    lastStatus: statusCode,
    ...(succeeded && { status: 'delivered', deliveredAt: at, nextAttemptAt: null }),
    ...(!succeeded && pauseMs === null && { status: 'failed', nextAttemptAt: null }),
    ...(!succeeded && pauseMs !== null && { nextAttemptAt: new Date(at.getTime() + pauseMs) }),
  });
  await insertAttempt(tx, providerId, {
    ...{ deliveryId: claimed.id, number: claimed.attempts, at },
    ...{ durationMs: outcome.durationMs, headers: outcome.headers, ...sent },
  });
  if (!isMine || claimed.status !== 'enabled') return;
  await noteOutcome(tx, providerId, claimed.endpoint_id, { succeeded, at });
  if (!succeeded && pauseMs === null) await giveUp(tx, claimed, at, statusCode === GONE);
}

/** An endpoint that says it is gone, or has not answered once in three days, is disabled, and its owners told. */
async function giveUp(
  tx: Pick<Context, 'transaction'>,
  claimed: ClaimedDelivery,
  at: Date,
  isGone: boolean,
): Promise<void> {
  const providerId = claimed.provider_id as ProviderId;
  const failingSince = isGone ? at : new Date(at.getTime() - GIVE_UP_AFTER_MS);
  const reason = isGone
    ? 'It answered 410 Gone.'
    : 'It has not accepted a single delivery for more than three days.';
  const disabled = await disableFailing(tx, providerId, claimed.endpoint_id, { failingSince, reason });
  if (!disabled) return;
  await failPending(tx, providerId, claimed.endpoint_id);
  await mailEndpointDisabled(tx, { providerId, endpoint: disabled, reason, at });
}
