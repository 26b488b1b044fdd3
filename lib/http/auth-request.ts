import { z } from 'zod';
import { type VerifyResponse, verifyCall, verifyRequestSchema, verifyResponseSchema } from '@/lib/access';
import { authenticateSecret } from '@/lib/auth/authenticate-secret';
import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import type { DeclaredRoute } from './define-route';
import type { HotAnswer } from './hot-path';
import { problemSchema, toProblem } from './problem';

export const AUTH_REQUEST_PATH = '/api/v1/auth-request';

type ReadHeader = (name: string) => string | null | undefined;

/** A gateway understands yes, 401 and 403 alone; what a client should see goes along as `X-Tollgate-Status`. */
const STATUS_FOR_CLIENT: Record<Exclude<VerifyResponse['code'], 'ok'>, 401 | 402 | 403 | 429> = {
  invalid_key: 401,
  key_revoked: 401,
  key_expired: 401,
  ip_not_allowed: 403,
  scope_missing: 403,
  customer_suspended: 403,
  no_subscription: 402,
  past_due: 402,
  spend_limit_reached: 402,
  credits_exhausted: 402,
  rate_limited: 429,
  quota_exceeded: 429,
};

/**
 * `verify` for gateways that ask with a bodyless subrequest, such as nginx's auth_request: everything comes in
 * headers, the answer is a status, and what the gateway may pass on is in headers too. Never throws.
 */
export async function answerAuthRequest(header: ReadHeader): Promise<HotAnswer> {
  const requestId = newId('request', systemClock.now());
  try {
    const ctx = await authenticateSecret(header('authorization') ?? null, requestId);
    const asked = askedOf(header);
    if (!asked) return denied('missing_key', 401, {}, requestId);
    const answer = await verifyCall(ctx, parseOrThrow(verifyRequestSchema, asked, 'headers'));
    const headers = { ...limitHeaders(answer), 'x-request-id': requestId };
    if (answer.code !== 'ok') return denied(answer.code, STATUS_FOR_CLIENT[answer.code], headers, requestId);
    const { customer } = answer;
    return {
      status: 200,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(answer.id !== null && { 'x-tollgate-use': answer.id }),
        ...(customer && { 'x-tollgate-customer': customer.id }),
        ...(customer?.externalId && { 'x-tollgate-external-id': encodeURIComponent(customer.externalId) }),
        ...(answer.plan && { 'x-tollgate-plan': answer.plan }),
      },
      body: JSON.stringify(answer),
    };
  } catch (error) {
    return toProblem(secretIsWrong(error), requestId);
  }
}

/** To a gateway a 401 is about its client; that its own secret is wrong must not look like it. */
function secretIsWrong(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'unauthorized') return error;
  return new AppError('unavailable', 'The gateway has no valid secret key.', { cause: error });
}

/** The call as the gateway tells it; null without a key. */
function askedOf(header: ReadHeader): Record<string, unknown> | null {
  const given = (name: string) => header(name)?.trim() || undefined;
  const bearer = /^bearer +(\S+)$/i.exec(given('x-original-authorization') ?? '')?.[1];
  const key = bearer ?? given('x-api-key');
  if (!key) return null;
  const asked = {
    key: key.slice(0, 200),
    cost: given('x-tollgate-cost'),
    meter: given('x-tollgate-meter'),
    endpoint: given('x-tollgate-endpoint')?.slice(0, 300),
    ip: given('x-real-ip'),
    scopes: given('x-tollgate-scopes')?.split(/[ ,]+/),
    idempotencyKey: given('x-tollgate-idempotency-key'),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function denied(
  code: string,
  forClient: number,
  headers: Record<string, string>,
  requestId: string,
): HotAnswer {
  const status = forClient === 401 ? 401 : 403;
  const problem = {
    type: `/docs/errors#${code}`,
    title: forClient === 401 ? 'No valid API key' : 'Not allowed',
    status,
    code,
    detail: `The call may not go ahead: ${code}.`,
    requestId,
  };
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      'x-tollgate-code': code,
      'x-tollgate-status': String(forClient),
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify(problem),
  };
}

/** `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers, and when to come back. */
function limitHeaders({ code, rateLimit, quota }: VerifyResponse): Record<string, string> {
  const policies: string[] = [];
  const states: string[] = [];
  if (rateLimit) {
    policies.push(`"rate";q=${rateLimit.limit};w=${rateLimit.windowSeconds}`);
    states.push(`"rate";r=${rateLimit.remaining};t=${secondsUntil(rateLimit.resetAt)}`);
  }
  if (quota && quota.limit !== null) {
    policies.push(`"quota";q=${Math.floor(quota.limit)}`);
    states.push(`"quota";r=${Math.floor(quota.remaining ?? 0)};t=${secondsUntil(quota.resetAt)}`);
  }
  const resetAt =
    code === 'rate_limited' ? rateLimit?.resetAt : code === 'quota_exceeded' ? quota?.resetAt : undefined;
  return {
    ...(policies.length > 0 && { 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') }),
    ...(resetAt && { 'retry-after': String(Math.max(1, secondsUntil(resetAt))) }),
  };
}

const secondsUntil = (instant: string) =>
  Math.max(0, Math.ceil((Date.parse(instant) - systemClock.now().getTime()) / 1000));

const gatewayProblem = problemSchema
  .extend({
    code: z
      .enum(['missing_key', ...(Object.keys(STATUS_FOR_CLIENT) as (keyof typeof STATUS_FOR_CLIENT)[])])
      .describe('Why the call may not go ahead: a code of `verify`, or that there was no key.'),
  })
  .meta({ id: 'GatewayProblem' });

/** The same as a route handler, for platforms that only run Next. */
export const authRequestRoute: DeclaredRoute = Object.assign(
  async (request: Request) => {
    const { body, status, headers } = await answerAuthRequest((name) => request.headers.get(name));
    return new Response(body, { status, headers });
  },
  {
    declaration: {
      summary: 'Verify for gateways',
      description:
        'For subrequests without a body, such as nginx’s `auth_request`. The caller’s key is in `X-Original-Authorization` or `X-API-Key`; `X-Tollgate-Cost`, `-Meter`, `-Endpoint`, `-Scopes`, `-Idempotency-Key` and `X-Real-IP` are as in `verify`. Answers 200, 401 or 403; `X-Tollgate-Status` and `X-Tollgate-Code` say what to tell the client.',
      tag: 'Hot path',
      auth: 'secret' as const,
      response: verifyResponseSchema,
      refusals: { 401: gatewayProblem, 403: gatewayProblem, 422: problemSchema },
      status: 200 as const,
      run: () => Promise.reject(new Error('answered by the hot path')),
    },
  },
);
