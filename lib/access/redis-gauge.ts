import { Cluster, type Redis } from 'ioredis';
import { metrics } from '@/lib/infra/metrics';
import {
  type Gauge,
  type GaugeDecision,
  type GaugeMoney,
  type GaugeQuestion,
  type GaugeUse,
  type GaugeWindow,
  oncePerWindow,
} from './gauge';
import { luaScripts } from './lua-scripts';

/** Raised when what a key holds changes its meaning, so that old counters are simply not found. */
const LAYOUT = 'tg1';

/** Calls decided in one step, which other commands wait for: under a millisecond. */
const MAX_TOGETHER = 50;

/** Keys looked at in one step of a scan, which other commands wait for. */
const SCAN_COUNT = 1_000;

/** All keys of one customer carry it as hash tag, so a decision touches one slot of a Redis Cluster. */
const tag = oncePerWindow((window) => `${LAYOUT}:${window.providerId}:{${window.customerId}}`);
const unitsKey = oncePerWindow((window) => `${tag(window)}:w:${window.startMs}`);
const rateKey = oncePerWindow((window) => `${tag(window)}:r:`);

const CODES: Record<string, GaugeDecision['code']> = {
  '-2': 'unpriced',
  '-1': 'cold',
  '0': 'ok',
  '1': 'rate_limited',
  '2': 'quota_exceeded',
  '3': 'spend_limit_reached',
  '4': 'credits_exhausted',
};

type Scripted = (Redis | Cluster) & {
  tollgateDecide(keys: number, ...args: string[]): Promise<string>;
  tollgateAdd(...args: (string | number)[]): Promise<number>;
};

/** A question on its way, with the one who waits for its answer. */
interface Asked {
  question: GaugeQuestion;
  resolve(decision: GaugeDecision): void;
  reject(error: unknown): void;
}

/**
 * The gauge in Redis or Redis Cluster, shared by all processes: one script and one round trip a decision. What is
 * asked in one turn of the event loop goes in one command, in its order; on a cluster, what concerns one customer.
 */
export class RedisGauge implements Gauge {
  private readonly redis: Scripted;
  private waiting: Asked[] = [];

  constructor(redis: Redis | Cluster) {
    const { decide, add } = luaScripts();
    redis.defineCommand('tollgateDecide', { lua: decide });
    redis.defineCommand('tollgateAdd', { numberOfKeys: 1, lua: add });
    // Decisions are gathered here; the driver's own gathering would take them for one key's and wait another turn.
    redis.options.autoPipeliningIgnoredCommands = ['tollgateDecide'];
    this.redis = redis as Scripted;
  }

  decide(question: GaugeQuestion): Promise<GaugeDecision> {
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ question, resolve, reject }) === 1) setImmediate(() => this.askTogether());
    });
  }

  private askTogether(): void {
    const asked = this.waiting;
    this.waiting = [];
    if (!(this.redis instanceof Cluster)) {
      this.askInParts(asked);
      return;
    }
    const ofCustomer = new Map<string, Asked[]>();
    for (const one of asked) {
      const name = tag(one.question.window);
      const known = ofCustomer.get(name);
      if (known) known.push(one);
      else ofCustomer.set(name, [one]);
    }
    for (const part of ofCustomer.values()) this.askInParts(part);
  }

  private askInParts(asked: Asked[]): void {
    for (let from = 0; from < asked.length; from += MAX_TOGETHER) {
      void this.ask(asked.slice(from, from + MAX_TOGETHER));
    }
  }

  private async ask(asked: Asked[]): Promise<void> {
    const answered = metrics().gaugeSeconds.startTimer();
    try {
      const keys = asked.flatMap(({ question }) => keysOf(question));
      const questions = JSON.stringify(asked.map(({ question }) => argumentsOf(question)));
      const answers = (await this.redis.tollgateDecide(keys.length, ...keys, questions)).split('\n');
      asked.forEach(({ question, resolve }, index) => {
        resolve(decisionOf(question, answers[index] ?? ''));
      });
      answered();
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async release({ window, meter, keyId, cost, calls = 1 }: GaugeQuestion): Promise<void> {
    await this.add('release', window, [{ meter, keyId, units: -cost, calls: -calls }], '');
  }

  async follow(window: GaugeWindow, uses: GaugeUse[], xid: string): Promise<void> {
    await this.add('follow', window, uses, xid);
  }

  async seed(window: GaugeWindow, uses: GaugeUse[], snapshot: string): Promise<void> {
    await this.add('seed', window, uses, snapshot);
  }

  async setMoney(window: GaugeWindow, money: GaugeMoney): Promise<void> {
    const { epoch, fixed, carried, fixedByKey, before } = money;
    const isPlain = fixed === 0 && carried === 0 && before.length === 0;
    const detail = isPlain
      ? ''
      : JSON.stringify({ fixed, carried, fixedByKey, before: beforeByName(before) });
    await this.redis.tollgateAdd(unitsKey(window), 'money', epoch, window.ttlMs, detail);
  }

  async forgetMoney(window: GaugeWindow): Promise<void> {
    await this.redis.hdel(unitsKey(window), 'e');
  }

  async read(window: GaugeWindow): Promise<GaugeUse[] | null> {
    const fields = await this.redis.hgetall(unitsKey(window));
    if (fields._ === undefined) return null;
    return Object.entries(fields).flatMap(([field, units]) => {
      const match = /^ku:(\S*) (.+)$/.exec(field);
      if (!match) return [];
      const [, keyId = '', meter = ''] = match;
      return [{ keyId, meter, units: Number(units), calls: Number(fields[`kc:${keyId} ${meter}`] ?? 0) }];
    });
  }

  async forget(window: GaugeWindow): Promise<void> {
    await this.redis.unlink(unitsKey(window));
  }

  async forgetProvider(providerId: string): Promise<void> {
    const match = `${LAYOUT}:${providerId}:{*}:w:*`;
    const nodes = this.redis instanceof Cluster ? this.redis.nodes('master') : [this.redis as Redis];
    for (const node of nodes) {
      let cursor = '0';
      do {
        const [next, keys] = await node.scan(cursor, 'MATCH', match, 'COUNT', SCAN_COUNT);
        // One by one: on a cluster the keys of one command must lie in one slot.
        await Promise.all(keys.map((key) => node.unlink(key)));
        cursor = next;
      } while (cursor !== '0');
    }
  }

  private async add(mode: string, window: GaugeWindow, uses: GaugeUse[], mark: string): Promise<void> {
    const flat = uses.flatMap(({ meter, keyId, units, calls }) => [meter, keyId, units, calls]);
    await this.redis.tollgateAdd(unitsKey(window), mode, mark, window.ttlMs, ...flat);
  }
}

/** By meter and by key and meter, named as the counters are. */
function beforeByName(before: GaugeUse[]): Record<string, [units: number, calls: number]> {
  const sums: Record<string, [number, number]> = {};
  for (const { meter, keyId, units, calls } of before) {
    for (const name of [meter, `${keyId} ${meter}`]) {
      const [sumUnits, sumCalls] = sums[name] ?? [0, 0];
      sums[name] = [sumUnits + units, sumCalls + calls];
    }
  }
  return sums;
}

function keysOf({ window, keyId }: GaugeQuestion): string[] {
  return [unitsKey(window), rateKey(window), rateKey(window) + (keyId || '-')];
}

/** What decide.lua is told of a call, in its order. Prices' tables go along only where money is limited. */
function argumentsOf(question: GaugeQuestion): unknown[] {
  const { rate, keyRate, spendLimit, keySpendLimit, creditLimit } = question;
  const isLimited = spendLimit !== null || keySpendLimit !== null || creditLimit !== null;
  return [
    question.nowMs,
    question.dryRun ? 1 : 0,
    question.meter,
    question.keyId,
    question.cost,
    rate?.intervalMs ?? 0,
    rate?.burst ?? 0,
    keyRate?.intervalMs ?? 0,
    keyRate?.burst ?? 0,
    question.hardQuota ?? -1,
    question.keyQuota ?? -1,
    spendLimit ?? -1,
    keySpendLimit ?? -1,
    creditLimit ?? -1,
    question.moneyEpoch,
    question.prices.map(({ meter, table }) => [meter, isLimited ? table : []]),
    question.calls ?? 1,
  ];
}

function decisionOf({ prices }: GaugeQuestion, answer: string): GaugeDecision {
  const [code = '-1', byKey, arrival, keyArrival, meterUnits, keyUnits, fixed, ...priced] = answer.split(' ');
  return {
    code: CODES[code] ?? 'cold',
    byKey: byKey === '1',
    arrivalMs: Number(arrival ?? 0),
    keyArrivalMs: Number(keyArrival ?? 0),
    meterUnits: Number(meterUnits ?? 0),
    keyUnits: Number(keyUnits ?? 0),
    pricedUnits: prices.map((_, index) => ({
      units: Number(priced[2 * index] ?? 0),
      calls: Number(priced[2 * index + 1] ?? 0),
    })),
    fixedSpend: Number(fixed ?? 0),
  };
}
