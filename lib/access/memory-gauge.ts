import { systemClock } from '@/lib/core/clock';
import { priceFromTable, spendFromTable } from '@/lib/pricing';
import {
  type Gauge,
  type GaugeCode,
  type GaugeDecision,
  type GaugeMoney,
  type GaugeQuestion,
  type GaugeUse,
  type GaugeWindow,
  isInSnapshot,
  nextArrival,
  oncePerWindow,
  SLACK,
} from './gauge';

interface Counter {
  units: number;
  calls: number;
}

/** Expiry is in real milliseconds: a question's own clock may be a sandbox's, years ahead of the others. */
interface Arrival {
  arrivalMs: number;
  expiresAtMs: number;
}

interface LoadedWindow {
  snapshot: string;
  expiresAtMs: number;
  meters: Map<string, Counter>;
  /** By key, then by meter. */
  keys: Map<string, Map<string, Counter>>;
  money: LoadedMoney | null;
}

/** What the present prices leave out, by meter, and by key and meter. */
interface LoadedMoney extends GaugeMoney {
  beforeOf: Map<string, Counter>;
  beforeOfKey: Map<string, Map<string, Counter>>;
}

/** How often windows and arrivals that no longer matter are swept out. */
const SWEEP_EVERY_CALLS = 100_000;

/** The gauge of a single process: no Redis needed, nothing shared. JavaScript runs each step whole. */
export class MemoryGauge implements Gauge {
  private readonly windows = new Map<string, LoadedWindow>();
  private readonly arrivals = new Map<string, Arrival>();
  private callsSinceSweep = 0;

  decide(question: GaugeQuestion): GaugeDecision {
    this.sweepNowAndThen();
    const loaded = this.windows.get(keyOf(question.window));
    if (!loaded) return undecided('cold');
    if (isCountedOtherwise(question, loaded)) return undecided('unpriced');
    loaded.expiresAtMs = systemClock.tickingMs() + question.window.ttlMs;
    const rateKey = rateKeyOf(question.window);
    const keyRateKey = question.keyRate ? `${rateKey} ${question.keyId}` : '';
    const verdict = judge(question, loaded, {
      customer: question.rate ? (this.arrivals.get(rateKey)?.arrivalMs ?? 0) : 0,
      key: question.keyRate ? (this.arrivals.get(keyRateKey)?.arrivalMs ?? 0) : 0,
    });
    if (verdict.code === 'ok' && !question.dryRun) {
      if (question.rate) this.arrive(rateKey, verdict.arrivalMs, question.nowMs);
      if (question.keyRate) this.arrive(keyRateKey, verdict.keyArrivalMs, question.nowMs);
      const { meter, keyId, cost, calls = 1 } = question;
      add(loaded, { meter, keyId, units: cost, calls });
    }
    // Not spread: that takes longer than the decision (see verify-call.ts).
    return {
      code: verdict.code,
      byKey: verdict.byKey,
      arrivalMs: verdict.arrivalMs,
      keyArrivalMs: verdict.keyArrivalMs,
      meterUnits: counterOf(loaded.meters, question.meter).units,
      keyUnits: unitsOfKey(loaded, question.keyId),
      pricedUnits: question.prices.map(({ meter }) =>
        less(counterOf(loaded.meters, meter), loaded.money?.beforeOf.get(meter)),
      ),
      fixedSpend: loaded.money?.fixed ?? 0,
    };
  }

  async release(question: GaugeQuestion): Promise<void> {
    const { meter, keyId, cost, calls = 1 } = question;
    const loaded = this.windows.get(keyOf(question.window));
    if (loaded) add(loaded, { meter, keyId, units: -cost, calls: -calls });
  }

  async follow(window: GaugeWindow, uses: GaugeUse[], xid: string): Promise<void> {
    const loaded = this.windows.get(keyOf(window));
    if (!loaded || isInSnapshot(xid, loaded.snapshot)) return;
    for (const use of uses) add(loaded, use);
  }

  async seed(window: GaugeWindow, uses: GaugeUse[], snapshot: string): Promise<void> {
    const key = keyOf(window);
    if (this.windows.has(key)) return;
    const expiresAtMs = systemClock.tickingMs() + window.ttlMs;
    const loaded = { snapshot, expiresAtMs, meters: new Map(), keys: new Map(), money: null };
    for (const use of uses) add(loaded, use);
    this.windows.set(key, loaded);
  }

  async setMoney(window: GaugeWindow, money: GaugeMoney): Promise<void> {
    const loaded = this.windows.get(keyOf(window));
    if (!loaded) return;
    const sums = { meters: new Map(), keys: new Map() };
    for (const use of money.before) add(sums, use);
    loaded.money = { ...money, beforeOf: sums.meters, beforeOfKey: sums.keys };
  }

  async forgetMoney(window: GaugeWindow): Promise<void> {
    const loaded = this.windows.get(keyOf(window));
    if (loaded) loaded.money = null;
  }

  async read(window: GaugeWindow): Promise<GaugeUse[] | null> {
    const loaded = this.windows.get(keyOf(window));
    if (!loaded) return null;
    return [...loaded.keys].flatMap(([keyId, meters]) =>
      [...meters].map(([meter, counter]) => ({ keyId, meter, ...counter })),
    );
  }

  async forget(window: GaugeWindow): Promise<void> {
    this.windows.delete(keyOf(window));
  }

  async forgetProvider(providerId: string): Promise<void> {
    for (const key of this.windows.keys()) if (key.startsWith(`${providerId} `)) this.windows.delete(key);
  }

  private arrive(name: string, arrivalMs: number, nowMs: number): void {
    this.arrivals.set(name, { arrivalMs, expiresAtMs: systemClock.tickingMs() + (arrivalMs - nowMs) });
  }

  private sweepNowAndThen(): void {
    if (++this.callsSinceSweep < SWEEP_EVERY_CALLS) return;
    this.callsSinceSweep = 0;
    const nowMs = systemClock.tickingMs();
    for (const map of [this.windows, this.arrivals]) {
      for (const [key, { expiresAtMs }] of map) if (expiresAtMs < nowMs) map.delete(key);
    }
  }
}

interface Verdict {
  code: GaugeCode;
  byKey: boolean;
  arrivalMs: number;
  keyArrivalMs: number;
}

/** The decision itself, the same step by step as decide.lua. */
function judge(
  question: GaugeQuestion,
  loaded: LoadedWindow,
  arrival: { customer: number; key: number },
): Verdict {
  const { rate, keyRate, nowMs, cost } = question;
  const denied = (code: GaugeCode, byKey: boolean): Verdict => ({
    code,
    byKey,
    arrivalMs: arrival.customer,
    keyArrivalMs: arrival.key,
  });
  const next = rate ? nextArrival(arrival.customer, nowMs, rate, question.calls) : 0;
  if (next === null) return denied('rate_limited', false);
  const keyNext = keyRate ? nextArrival(arrival.key, nowMs, keyRate, question.calls) : 0;
  if (keyNext === null) return denied('rate_limited', true);
  const meterUnits = counterOf(loaded.meters, question.meter).units;
  if (question.hardQuota !== null && exceeds(meterUnits + cost, question.hardQuota)) {
    return denied('quota_exceeded', false);
  }
  if (question.keyQuota !== null && exceeds(unitsOfKey(loaded, question.keyId) + cost, question.keyQuota)) {
    return denied('quota_exceeded', true);
  }
  const { spendLimit, creditLimit, keySpendLimit } = question;
  const { money } = loaded;
  const fixed = money?.fixed ?? 0;
  const ofCustomer = { units: loaded.meters, before: money?.beforeOf };
  if (spendLimit !== null && costsMoreThan(spendLimit - fixed, question, ofCustomer)) {
    return denied('spend_limit_reached', false);
  }
  if (keySpendLimit !== null) {
    const { keyId } = question;
    const ofKey = { units: loaded.keys.get(keyId), before: money?.beforeOfKey.get(keyId) };
    const fixedOfKey = money?.fixedByKey[keyId] ?? 0;
    if (costsMoreThan(keySpendLimit - fixedOfKey, question, ofKey))
      return denied('spend_limit_reached', true);
  }
  const spent = fixed + (money?.carried ?? 0);
  if (creditLimit !== null && costsMoreThan(creditLimit - spent, question, ofCustomer)) {
    return denied('credits_exhausted', false);
  }
  return { code: 'ok', byKey: false, arrivalMs: next, keyArrivalMs: keyNext };
}

interface Counted {
  units: Map<string, Counter> | undefined;
  /** What of them the present prices do not count. */
  before: Map<string, Counter> | undefined;
}

/**
 * Whether the window would cost more than `limit` after this call: neither the exact sum nor the sum of the
 * amounts as an invoice rounds them may pass it. What is free costs nothing, whatever the limit.
 */
function costsMoreThan(limit: number, question: GaugeQuestion, { units: all, before }: Counted): boolean {
  if (question.prices.length === 0) return false;
  let exact = 0;
  let rounded = 0;
  for (const { meter, table } of question.prices) {
    const { units, calls } = less(all?.get(meter) ?? NOTHING, before?.get(meter));
    const isAsked = meter === question.meter;
    const unitsAfter = isAsked ? units + question.cost : units;
    const callsAfter = isAsked ? calls + (question.calls ?? 1) : calls;
    exact += priceFromTable(table, unitsAfter, callsAfter);
    rounded += spendFromTable(table, unitsAfter, callsAfter);
  }
  return exceeds(exact, limit) || rounded > limit;
}

/** Without a copy where nothing is taken off, as nearly always. */
function less(counter: Readonly<Counter>, off: Counter | undefined): Counter {
  if (!off) return { units: counter.units, calls: counter.calls };
  return { units: Math.max(0, counter.units - off.units), calls: Math.max(0, counter.calls - off.calls) };
}

function isCountedOtherwise({ moneyEpoch }: GaugeQuestion, { money }: LoadedWindow): boolean {
  return moneyEpoch !== '' && money?.epoch !== moneyEpoch;
}

const exceeds = (value: number, limit: number) => value > limit + SLACK * Math.max(1, limit);

const NOTHING: Readonly<Counter> = { units: 0, calls: 0 };

function counterOf(counters: Map<string, Counter>, name: string): Readonly<Counter> {
  return counters.get(name) ?? NOTHING;
}

function unitsOfKey(loaded: LoadedWindow, keyId: string): number {
  let units = 0;
  for (const counter of loaded.keys.get(keyId)?.values() ?? []) units += counter.units;
  return units;
}

function add(loaded: Pick<LoadedWindow, 'meters' | 'keys'>, use: GaugeUse): void {
  bump(loaded.meters, use);
  const ofKey = loaded.keys.get(use.keyId) ?? new Map<string, Counter>();
  loaded.keys.set(use.keyId, ofKey);
  bump(ofKey, use);
}

function bump(counters: Map<string, Counter>, use: GaugeUse): void {
  const counter = counters.get(use.meter);
  if (counter) {
    counter.units += use.units;
    counter.calls += use.calls;
  } else {
    counters.set(use.meter, { units: use.units, calls: use.calls });
  }
}

function undecided(code: 'cold' | 'unpriced'): GaugeDecision {
  return {
    code,
    byKey: false,
    arrivalMs: 0,
    keyArrivalMs: 0,
    meterUnits: 0,
    keyUnits: 0,
    pricedUnits: [],
    fixedSpend: 0,
  };
}

const rateKeyOf = oncePerWindow((window) => `${window.providerId} ${window.customerId}`);
const keyOf = oncePerWindow((window) => `${rateKeyOf(window)} ${window.startMs}`);
