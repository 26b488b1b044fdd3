import { describe } from 'vitest';
import { useRuntime } from '@/lib/testing/runtime';
import { leaseContract } from './lease-contract';

describe('leases, with the gauge in the process', () => {
  useRuntime();
  leaseContract();
});
