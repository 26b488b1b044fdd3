import type { Context } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { announcements } from '@/lib/infra/announcements';
import { logger } from '@/lib/infra/logger';
import { runtime, single } from '@/lib/infra/runtime';
import type { SubscribedPlan } from './account';
import { countMoney } from './count-money';
import type { Gauge, GaugeWindow } from './gauge';
import { loadUnits } from './load-units';
import { MemoryGauge } from './memory-gauge';
import { RedisGauge } from './redis-gauge';

/** Counters outlive their window by a day, for late questions; every use renews them. */
const KEEP_AFTER_WINDOW_MS = 24 * 60 * 60 * 1000;

/** This process's gauge: in Redis when there is one, else in the process. */
export function gauge(): Gauge {
  return single('gauge', () => {
    const { redis } = runtime();
    const made = redis ? new RedisGauge(redis) : new MemoryGauge();
    announcements().subscribeToRebuilds((providerId) => {
      made
        .forgetProvider(providerId)
        .catch((error) => logger().warn({ err: error }, 'the gauge cannot be reached'));
    });
    return made;
  });
}

interface NamedWindow {
  key: GaugeWindow;
  endsAt: Date;
  /** The same as the contract writes it. */
  resetAt: string;
}

/** By the span that a customer's plan gives out: the same object for as long as its window lasts. */
const windowOf = new WeakMap<Span, NamedWindow>();

/** The gauge's name of the quota window that holds an instant. */
export function gaugeWindow(
  ctx: Context,
  customerId: string,
  plan: SubscribedPlan,
  instant: Date,
): NamedWindow {
  const span = plan.windowAt(instant);
  const known = windowOf.get(span);
  if (known) return known;
  const key = {
    providerId: ctx.provider.id,
    customerId,
    startMs: span.start.getTime(),
    ttlMs: span.end.getTime() - span.start.getTime() + KEEP_AFTER_WINDOW_MS,
  };
  const made = { key, endsAt: span.end, resetAt: span.end.toISOString() };
  windowOf.set(span, made);
  return made;
}

const loads = () => single('gauge-loads', () => new Map<string, Promise<void>>());

/**
 * Reads a window's units from the ledger into the gauge: at its first call, after Redis lost its data, after
 * a rebuild was asked for. Concurrent calls share one load; of several processes the first to finish wins.
 */
export async function loadWindow(ctx: Context, plan: SubscribedPlan, window: GaugeWindow): Promise<void> {
  const name = `${window.providerId} ${window.customerId} ${window.startMs}`;
  const running = loads().get(name);
  if (running) return running;
  const started = load(ctx, plan, window).finally(() => loads().delete(name));
  loads().set(name, started);
  return started;
}

async function load(ctx: Context, plan: SubscribedPlan, window: GaugeWindow): Promise<void> {
  const span = plan.windowAt(new Date(window.startMs));
  const { uses, snapshot } = await loadUnits(ctx, plan, window.customerId, span);
  await gauge().seed(window, uses, snapshot);
  await gauge().setMoney(window, await countMoney(ctx, plan, window.customerId, span));
}

/**
 * Has the money of a loaded window counted by the present terms: after a change of plan, a migration, the end of a
 * trial, a late event before one of them. Where a change also says which calls are charged, the units are read anew.
 */
export async function loadMoney(ctx: Context, plan: SubscribedPlan, window: GaugeWindow): Promise<void> {
  const { phases, current } = plan.money;
  if (phases.some(({ terms }) => terms.chargeableBelow !== current.chargeableBelow)) {
    await gauge().forget(window);
    return loadWindow(ctx, plan, window);
  }
  const span = plan.windowAt(new Date(window.startMs));
  await gauge().setMoney(window, await countMoney(ctx, plan, window.customerId, span));
}
