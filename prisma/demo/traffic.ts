import { dayBounds, localDaysOf, type Span } from '@/lib/core/period';
import { Random } from './random';
import type { DemoCustomer, DemoEndpoint, DemoProvider, Rhythm } from './story';

/** One use of the demo's past, before it is known whose row it becomes. */
export interface DemoUse {
  eventId: string;
  meter: string;
  occurredAt: Date;
  quantity: string;
  endpoint: string;
  status: number;
  latencyMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How busy each hour of the day is, from midnight. */
const HOURS: Record<Rhythm, number[]> = {
  office: [1, 1, 1, 1, 1, 2, 4, 9, 18, 26, 28, 27, 20, 22, 27, 27, 25, 20, 12, 7, 4, 3, 2, 1],
  machine: [10, 10, 10, 9, 9, 10, 11, 12, 13, 13, 13, 13, 13, 13, 13, 13, 13, 12, 12, 12, 11, 11, 10, 10],
  consumer: [4, 2, 1, 1, 1, 3, 9, 15, 13, 10, 10, 12, 14, 12, 10, 11, 14, 19, 24, 26, 24, 19, 13, 8],
};
/** How busy each day of the week is, from Sunday. */
const DAYS: Record<Rhythm, number[]> = {
  office: [0.15, 1.2, 1.25, 1.25, 1.2, 1.1, 0.25],
  machine: [1, 1, 1, 1, 1, 1, 1],
  consumer: [1.35, 0.8, 0.8, 0.85, 0.95, 1.15, 1.4],
};
const CLIENT_ERRORS = [400, 401, 404, 422, 429];
const CLIENT_ERROR_WEIGHTS = [3, 1, 6, 3, 1];
const SERVER_ERROR_SHARE = 0.003;
const BATCH_SHARE = 0.1;
/** Some days something is broken, and every customer notices. */
const BAD_DAY_SERVER_ERROR_SHARE = 0.05;
const BAD_DAY_EVERY = 37;

/**
 * Everything that one customer does in a span: by the hours of the day, the days of the week and the customer's
 * growth. The same at every run.
 */
export function* trafficOf(
  provider: Api & { timezone: string },
  customer: DemoCustomer,
  span: Span,
): Generator<DemoUse> {
  const random = new Random(customer.externalId);
  const days = localDaysOf(span, provider.timezone);
  for (const [index, day] of days.entries()) {
    const { start } = dayBounds(day, provider.timezone);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const trend = customer.growth ** (index / Math.max(1, days.length - 1));
    const busy = (DAYS[customer.rhythm][weekday] ?? 1) * trend * random.around(0.18);
    const isBadDay = Number(day.slice(-2)) + Number(day.slice(5, 7)) === BAD_DAY_EVERY;
    const mood = { random, start, busy, isBadDay };
    const uses = [...callsOf(provider, customer, mood), ...bulkOf(provider, customer, mood)];
    for (const [position, use] of uses.entries()) {
      if (use.occurredAt < span.start || use.occurredAt >= span.end) continue;
      yield { ...use, eventId: `demo-${customer.externalId}-${day}-${position}` };
    }
  }
}

type Unnamed = Omit<DemoUse, 'eventId'>;

type Api = Pick<DemoProvider, 'endpoints' | 'batchEndpoint' | 'meter' | 'bulkEndpoint'>;

interface Day {
  random: Random;
  start: Date;
  /** How many times as much as usual is called. */
  busy: number;
  isBadDay: boolean;
}

/** Programs call in bursts: a few calls to one endpoint within a minute or two. */
function callsOf(
  { endpoints, batchEndpoint }: Pick<Api, 'endpoints' | 'batchEndpoint'>,
  { rhythm, callsPerDay, batchUnits = 1 }: DemoCustomer,
  { random, start, busy, isBadDay }: Day,
): Unnamed[] {
  const calls: Unnamed[] = [];
  const count = Math.round(callsPerDay * busy);
  const weights = endpoints.map(({ weight }) => weight);
  while (calls.length < count) {
    const isBatch = random.next() < BATCH_SHARE && batchUnits > 1;
    const endpoint = isBatch ? batchEndpoint : (endpoints[random.weighted(weights)] as DemoEndpoint);
    const burstMs = start.getTime() + (random.weighted(HOURS[rhythm]) + random.next()) * HOUR_MS;
    const length = Math.min(random.whole(1, 7), count - calls.length);
    for (let call = 0; call < length; call++) {
      const status = statusOf(random, endpoint.clientErrors, isBadDay);
      const slowness = status >= 500 ? 8 : status >= 400 ? 0.4 : 1;
      calls.push({
        meter: 'calls',
        occurredAt: new Date(Math.floor(burstMs + random.next() * 2 * MINUTE_MS)),
        quantity: isBatch ? String(Math.max(1, Math.round(batchUnits * random.around(0.4)))) : '1',
        endpoint: endpoint.name,
        status,
        latencyMs: Math.max(2, Math.round(endpoint.latencyMs * slowness * random.around(0.35))),
      });
    }
  }
  return calls;
}

function bulkOf(
  { meter, bulkEndpoint }: Pick<Api, 'meter' | 'bulkEndpoint'>,
  { bulk, rhythm }: DemoCustomer,
  { random, start, busy }: Day,
): Unnamed[] {
  if (!bulk || !meter || !bulkEndpoint) return [];
  return Array.from({ length: Math.round(bulk.perDay * busy) }, () => ({
    meter: meter.slug,
    occurredAt: new Date(
      Math.floor(start.getTime() + (random.weighted(HOURS[rhythm]) + random.next()) * HOUR_MS),
    ),
    quantity: String(Math.round(bulk.units * random.around(0.3))),
    endpoint: bulkEndpoint,
    status: 200,
    latencyMs: Math.round(900 * random.around(0.3)),
  }));
}

function statusOf(random: Random, clientErrors: number, isBadDay: boolean): number {
  const chance = random.next();
  const serverErrors = isBadDay ? BAD_DAY_SERVER_ERROR_SHARE : SERVER_ERROR_SHARE;
  if (chance < serverErrors) return random.next() < 0.7 ? 503 : 500;
  if (chance < serverErrors + clientErrors) {
    return CLIENT_ERRORS[random.weighted(CLIENT_ERROR_WEIGHTS)] as number;
  }
  return 200;
}
