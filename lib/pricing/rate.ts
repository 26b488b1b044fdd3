import {
  canonicalDecimal,
  type Decimal,
  decimal,
  formatDecimal,
  ONE,
  parseDecimal,
  roundTo,
  ZERO,
} from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { apportion, toExactMinor, toMinor } from '@/lib/core/money';
import { type Component, flatComponent, type LineTier, totalOf, type Usage } from './component';
import { rateGraduated } from './graduated';
import { ratePackage } from './package';
import { ratePercentage } from './percentage';
import type { Price, PriceConversion } from './schemas';
import { rateStandard } from './standard';
import { rateVolume } from './volume';

/** What was used, as decimal strings (counts of events also as whole numbers). */
export interface ChargeQuantities {
  /** Everything of the period. */
  quantity: string;
  /**
   * What an invoice already billed of it. Absent: nothing was invoiced. `'0'`: zero usage was invoiced, and so
   * was what zero usage owes.
   */
  billedQuantity?: string;
  eventCount?: string | number;
  billedEventCount?: string | number;
}

/** A line that explains itself: `exact` = `quantity` × `unitPrice` in major units; `amountMinor` is rounded. */
export interface RatedLine {
  kind: 'base' | 'usage' | 'minimum';
  description: string;
  meter?: string;
  quantity: string;
  unitPrice: string;
  tier?: LineTier;
  exact: string;
  amountMinor: bigint;
}

/** One rated charge. The lines' amounts sum to `amountMinor`, and their exact values to `exact`. */
export interface RatedCharge {
  meter: string;
  quantity: string;
  /** Null when nothing was billed before. */
  billedQuantity: string | null;
  /** Free units that the quantity used up. */
  includedUsed: string;
  /** The quantity after included units and conversion: what the price model saw. */
  pricedQuantity: string;
  exact: string;
  amountMinor: bigint;
  lines: RatedLine[];
}

/**
 * Rates one charge: included units → conversion → model → minimum and maximum spend. With `billedQuantity` it is
 * the total of everything less the total that was billed, both rounded once, half away from zero; so the bills of
 * a period that is invoiced slice by slice sum to the bill of the whole, to the last minor unit. The difference
 * is negative where a volume tier made everything cheaper, or where usage was taken back.
 *
 * @throws AppError `validation_failed` for a quantity that is negative or no decimal
 */
export function rateCharge(price: Price, quantities: ChargeQuantities, currency: string): RatedCharge {
  const usage = parseUsage(quantities.quantity, quantities.eventCount, 'quantity', 'eventCount');
  const all = rateTotal(price, usage);
  let billed: Component[] = [];
  if (quantities.billedQuantity !== undefined) {
    const { billedQuantity, billedEventCount } = quantities;
    billed = rateTotal(
      price,
      parseUsage(billedQuantity, billedEventCount, 'billedQuantity', 'billedEventCount'),
    );
  }
  const amountMinor = toMinor(totalOf(all), currency) - toMinor(totalOf(billed), currency);
  const components = withoutEmpty(differenceOf(all, billed));
  const exactParts = components.map(({ quantity, unitPrice }) => quantity.times(unitPrice));
  const amounts = apportion(
    amountMinor,
    exactParts.map((exact) => toExactMinor(exact, currency)),
  );
  return {
    meter: price.meter,
    quantity: formatDecimal(usage.quantity),
    billedQuantity:
      quantities.billedQuantity === undefined ? null : canonicalDecimal(quantities.billedQuantity),
    includedUsed: formatDecimal(includedUsed(price, usage.quantity)),
    pricedQuantity: formatDecimal(pricedQuantity(price, usage.quantity)),
    exact: formatDecimal(totalOf(components)),
    amountMinor,
    lines: components.map((component, index) => ({
      kind: component.kind,
      description: describeLine(price, component, index === 0, usage.quantity),
      meter: price.meter,
      quantity: formatDecimal(component.quantity),
      unitPrice: formatDecimal(component.unitPrice),
      ...(component.tier && { tier: component.tier }),
      exact: formatDecimal(exactParts[index] as Decimal),
      amountMinor: amounts[index] as bigint,
    })),
  };
}

/** The unrounded price of a quantity in one period, in major units. The total that everything else compares to. */
export function exactTotal(price: Price, quantity: string, eventCount?: string | number): Decimal {
  return totalOf(rateTotal(price, parseUsage(quantity, eventCount, 'quantity', 'eventCount')));
}

function rateTotal(price: Price, usage: Usage): Component[] {
  const components = rateModel(price, {
    quantity: pricedQuantity(price, usage.quantity),
    eventCount: usage.eventCount,
  });
  const exact = totalOf(components);
  if (price.minimumSpend !== undefined) {
    const missing = decimal(price.minimumSpend).minus(exact);
    if (missing.gt(ZERO)) {
      components.push({ ...flatComponent('minimum', 'minimum spend', missing), kind: 'minimum' });
    }
  }
  if (price.maximumSpend !== undefined) {
    const excess = decimal(price.maximumSpend).minus(exact);
    if (excess.lt(ZERO)) components.push(flatComponent('maximum', 'above the maximum spend', excess));
  }
  return components;
}

function rateModel(price: Price, usage: Usage): Component[] {
  switch (price.model) {
    case 'standard':
      return rateStandard(price, usage);
    case 'graduated':
      return rateGraduated(price, usage);
    case 'volume':
      return rateVolume(price, usage);
    case 'package':
      return ratePackage(price, usage);
    case 'percentage':
      return ratePercentage(price, usage);
  }
}

function includedUsed(price: Price, quantity: Decimal): Decimal {
  const included = decimal(price.included ?? '0');
  return included.lt(quantity) ? included : quantity;
}

function pricedQuantity(price: Price, quantity: Decimal): Decimal {
  const chargeable = quantity.minus(includedUsed(price, quantity));
  return price.convert ? convert(price.convert, chargeable) : chargeable;
}

function convert(conversion: PriceConversion, quantity: Decimal): Decimal {
  const factor = decimal(conversion.factor);
  const converted = conversion.operation === 'divide' ? quantity.div(factor) : quantity.times(factor);
  const mode = conversion.round ?? 'none';
  return mode === 'none' ? converted : roundTo(converted, conversion.precision ?? 0, mode);
}

/**
 * Tells one rating as a difference to another of the same price: parts with the same price per unit differ in
 * quantity, and flat amounts that changed (a true-up, a cap) differ in amount.
 */
function differenceOf(all: readonly Component[], billed: readonly Component[]): Component[] {
  const billedByKey = new Map(billed.map((component) => [component.key, component]));
  const difference = all.map((component): Component => {
    const before = billedByKey.get(component.key);
    if (!before) return component;
    billedByKey.delete(component.key);
    if (before.unitPrice.eq(component.unitPrice)) {
      return { ...component, quantity: component.quantity.minus(before.quantity) };
    }
    return { ...component, quantity: ONE, unitPrice: component.unitPrice.minus(before.unitPrice) };
  });
  const takenBack = [...billedByKey.values()].map((component) => ({
    ...component,
    label: component.label ? `${component.label}, already billed` : 'already billed',
    quantity: component.quantity.negated(),
  }));
  return [...difference, ...takenBack];
}

/** Drops parts of quantity zero, but keeps one line of usage: a charge that costs nothing says so. */
function withoutEmpty(components: readonly Component[]): Component[] {
  const filled = components.filter(({ quantity }) => !quantity.isZero());
  if (filled.some(({ kind }) => kind === 'usage')) return filled;
  return [...components.slice(0, 1), ...filled];
}

function describeLine(price: Price, component: Component, isFirst: boolean, quantity: Decimal): string {
  const notes: string[] = [];
  if (component.label) notes.push(component.label);
  const included = includedUsed(price, quantity);
  if (isFirst && !component.ignoresIncluded && !included.isZero()) {
    notes.push(`${formatDecimal(included)} included`);
  }
  return [price.meter, ...notes].join(', ');
}

function parseUsage(
  quantity: string,
  eventCount: string | number | undefined,
  quantityPath: string,
  eventCountPath: string,
): Usage {
  const parsed = {
    quantity: parseDecimal(quantity, quantityPath),
    eventCount: parseDecimal(String(eventCount ?? 0), eventCountPath),
  };
  if (parsed.quantity.isNegative() && !parsed.quantity.isZero()) {
    throw invalidField(quantityPath, 'negative', 'Must not be negative.');
  }
  if (!parsed.eventCount.isInteger() || parsed.eventCount.isNegative()) {
    throw invalidField(eventCountPath, 'not_a_count', 'Must be a whole number of events.');
  }
  return parsed;
}
