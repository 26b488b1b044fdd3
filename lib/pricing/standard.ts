import { decimal } from '@/lib/core/decimal';
import type { Component, Usage } from './component';
import type { PriceOf } from './schemas';

/** Every unit at the same price. */
export function rateStandard(price: PriceOf<'standard'>, usage: Usage): Component[] {
  return [
    {
      key: 'units',
      kind: 'usage',
      label: '',
      quantity: usage.quantity,
      unitPrice: decimal(price.unitPrice),
    },
  ];
}
