import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { gaugeContract } from './gauge-contract';
import { moneyContract } from './money-contract';
import { RedisGauge } from './redis-gauge';

describe.skipIf(inject('redisUrl') === null)('the gauge in Redis', () => {
  let redis: Redis;
  beforeAll(() => {
    redis = new Redis(inject('redisUrl') as string);
  });
  afterAll(() => redis?.disconnect());
  gaugeContract(() => new RedisGauge(redis));
  moneyContract(() => new RedisGauge(redis));
});
