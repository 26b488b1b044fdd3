import { describe, inject } from 'vitest';
import { useRuntime } from '@/lib/testing/runtime';
import { leaseContract } from './lease-contract';

describe.skipIf(inject('redisUrl') === null)('leases, with the gauge in Redis', () => {
  useRuntime({ redis: true });
  leaseContract();
});
