import { describe } from 'vitest';
import { gaugeContract } from './gauge-contract';
import { MemoryGauge } from './memory-gauge';

describe('the gauge in the process', () => gaugeContract(() => new MemoryGauge()));
