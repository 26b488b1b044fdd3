import { type Decimal, decimal, formatDecimal, ONE, ZERO } from '@/lib/core/decimal';

/** Where a tier lies: above `from`, up to and including `upTo` (null without a bound). Decimal strings. */
export interface LineTier {
  /** Counted from 1. */
  number: number;
  from: string;
  upTo: string | null;
}

/** What is rated: both counts are exact and not negative. */
export interface Usage {
  quantity: Decimal;
  eventCount: Decimal;
}

/**
 * One explained part of a charge before rounding: quantity × unitPrice, in major units. `key` names the same
 * part in two ratings of one price, so that the second can be told as a difference to the first.
 */
export interface Component {
  key: string;
  kind: 'usage' | 'minimum';
  /** What follows the meter in the line's description; empty for the plain units. */
  label: string;
  quantity: Decimal;
  unitPrice: Decimal;
  tier?: LineTier;
  /** True for what included units do not reduce: flat amounts, fees per event. */
  ignoresIncluded?: boolean;
}

/** The exact sum of components, in major units. */
export function totalOf(components: readonly Component[]): Decimal {
  return components.reduce((sum, { quantity, unitPrice }) => sum.plus(quantity.times(unitPrice)), ZERO);
}

/** A flat amount as a component: one times the amount. */
export function flatComponent(key: string, label: string, amount: Decimal, tier?: LineTier): Component {
  return { key, kind: 'usage', label, quantity: ONE, unitPrice: amount, tier, ignoresIncluded: true };
}

/** How a tier is written in a description. */
export function tierLabel(tier: LineTier): string {
  const range = tier.upTo === null ? `above ${tier.from}` : `${tier.from} to ${tier.upTo}`;
  return `tier ${tier.number} (${range})`;
}

/** The tiers of a price as they are shown, each with its lower bound. */
export function describeTiers(
  tiers: readonly { upTo: string | null; unitPrice: string; flatFee?: string }[],
): { tier: LineTier; from: Decimal; upTo: Decimal | null; unitPrice: Decimal; flatFee: Decimal }[] {
  let from = ZERO;
  return tiers.map((tier, index) => {
    const upTo = tier.upTo === null ? null : decimal(tier.upTo);
    const described = {
      tier: {
        number: index + 1,
        from: formatDecimal(from),
        upTo: upTo && formatDecimal(upTo),
      },
      from,
      upTo,
      unitPrice: decimal(tier.unitPrice),
      flatFee: decimal(tier.flatFee ?? '0'),
    };
    from = upTo ?? from;
    return described;
  });
}
