import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { env } from '@/lib/env';
import { logger } from '@/lib/infra/logger';
import { metrics } from '@/lib/infra/metrics';
import { countBacklog } from '@/lib/jobs';
import type { HotAnswer } from './hot-path';
import { toProblem } from './problem';

const METRICS_PATH = '/metrics';
const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Answers `GET /metrics` from the socket, where alone it shows who asks: the machine itself may read without a
 * token. False for every other request.
 */
export function metricsLane(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url?.split('?', 1)[0] !== METRICS_PATH || request.method !== 'GET') return false;
  // What came through a proxy comes from the machine too, on behalf of somebody else.
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded;
  const isLocal = !isForwarded && LOOPBACK.test(request.socket.remoteAddress ?? '');
  void answerMetrics(request.headers.authorization ?? null, isLocal).then(({ status, headers, body }) =>
    response.writeHead(status, headers).end(body),
  );
  return true;
}

/** Prometheus text for the machine itself and for whoever has METRICS_TOKEN; for everybody else a 401. */
export async function answerMetrics(authorization: string | null, isLocal: boolean): Promise<HotAnswer> {
  try {
    if (!isLocal && !hasToken(authorization)) {
      const message = 'Metrics are read on the machine itself, or with METRICS_TOKEN as a Bearer token.';
      throw new AppError('unauthorized', message);
    }
    await measureBacklog();
    const { registry } = metrics();
    return {
      status: 200,
      headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
      body: await registry.metrics(),
    };
  } catch (error) {
    return toProblem(error, newId('request', systemClock.now()));
  }
}

function hasToken(authorization: string | null): boolean {
  const { metricsToken } = env();
  const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  return (
    metricsToken !== undefined && given !== undefined && timingSafeEqual(hash(given), hash(metricsToken))
  );
}

/** Of one length, whatever was sent. */
const hash = (text: string) => createHash('sha256').update(text).digest();

/** While the database is away the rest is needed more than ever, so that alone is left out. */
async function measureBacklog(): Promise<void> {
  const { jobsWaiting, webhooksWaiting } = metrics();
  try {
    const { jobs, webhooks } = await countBacklog();
    jobsWaiting.set(jobs);
    webhooksWaiting.set(webhooks);
  } catch (error) {
    logger().warn({ err: String(error) }, 'the backlog cannot be counted');
    jobsWaiting.remove();
    webhooksWaiting.remove();
  }
}
