import { type Component, describeTiers, flatComponent, tierLabel, type Usage } from './component';
import type { PriceOf } from './schemas';

/**
 * The one tier that the whole quantity lands in prices all of it, with that tier's flat fee. The total may fall
 * where a tier begins, so it is the one model whose difference to an earlier quantity can be negative.
 */
export function rateVolume(price: PriceOf<'volume'>, usage: Usage): Component[] {
  const tiers = describeTiers(price.tiers);
  const landed = tiers.find(({ upTo }) => upTo === null || usage.quantity.lte(upTo)) ?? tiers.at(-1);
  if (!landed) return [];
  const { tier, unitPrice, flatFee } = landed;
  const label = tierLabel(tier);
  const components: Component[] = [
    { key: `tier ${tier.number}`, kind: 'usage', label, quantity: usage.quantity, unitPrice, tier },
  ];
  if (!flatFee.isZero()) {
    components.push(flatComponent(`flat fee ${tier.number}`, `${label}, flat fee`, flatFee, tier));
  }
  return components;
}
