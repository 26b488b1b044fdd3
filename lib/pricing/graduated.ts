import { ZERO } from '@/lib/core/decimal';
import { type Component, describeTiers, flatComponent, tierLabel, type Usage } from './component';
import type { PriceOf } from './schemas';

/**
 * Each unit at its own tier's price, and a tier's flat fee once the tier is entered. The first tier is entered
 * with quantity 0; a later one by anything above the bound before it, also by a fraction of a unit.
 */
export function rateGraduated(price: PriceOf<'graduated'>, usage: Usage): Component[] {
  const components: Component[] = [];
  for (const { tier, from, upTo, unitPrice, flatFee } of describeTiers(price.tiers)) {
    const isFirst = tier.number === 1;
    if (!isFirst && usage.quantity.lte(from)) break;
    const reached = upTo !== null && usage.quantity.gt(upTo) ? upTo : usage.quantity;
    const quantity = reached.gt(from) ? reached.minus(from) : ZERO;
    const label = tierLabel(tier);
    components.push({ key: `tier ${tier.number}`, kind: 'usage', label, quantity, unitPrice, tier });
    if (!flatFee.isZero()) {
      components.push(flatComponent(`flat fee ${tier.number}`, `${label}, flat fee`, flatFee, tier));
    }
  }
  return components;
}
