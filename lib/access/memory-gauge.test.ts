import { describe } from 'vitest';
import { gaugeContract } from './gauge-contract';
import { MemoryGauge } from './memory-gauge';
import { moneyContract } from './money-contract';

describe('the gauge in the process', () => {
  gaugeContract(() => new MemoryGauge());
  moneyContract(() => new MemoryGauge());
});
