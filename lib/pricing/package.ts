import { decimal, formatDecimal, roundTo } from '@/lib/core/decimal';
import type { Component, Usage } from './component';
import type { PriceOf } from './schemas';

/** Every started package is charged in full; nothing used starts none. */
export function ratePackage(price: PriceOf<'package'>, usage: Usage): Component[] {
  const size = decimal(price.packageSize);
  return [
    {
      key: 'packages',
      kind: 'usage',
      label: `packages of ${formatDecimal(size)}`,
      quantity: roundTo(usage.quantity.div(size), 0, 'up'),
      unitPrice: decimal(price.packagePrice),
    },
  ];
}
