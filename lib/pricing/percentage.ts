import { decimal, formatDecimal, HUNDRED } from '@/lib/core/decimal';
import type { Component, Usage } from './component';
import type { PriceOf } from './schemas';

/**
 * A percentage of the summed quantity, which is an amount in major units, plus a fee for every event. Included
 * units and conversion touch the quantity alone: the fee is owed for each event.
 */
export function ratePercentage(price: PriceOf<'percentage'>, usage: Usage): Component[] {
  const rate = decimal(price.ratePercent);
  const components: Component[] = [
    {
      key: 'percentage',
      kind: 'usage',
      label: `${formatDecimal(rate)}%`,
      quantity: usage.quantity,
      unitPrice: rate.div(HUNDRED),
    },
  ];
  if (price.fixedFee !== undefined && !usage.eventCount.isZero()) {
    components.push({
      key: 'events',
      kind: 'usage',
      label: 'fee per event',
      quantity: usage.eventCount,
      unitPrice: decimal(price.fixedFee),
      ignoresIncluded: true,
    });
  }
  return components;
}
