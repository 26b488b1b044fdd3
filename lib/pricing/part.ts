import type { Price } from './schemas';

/** The price of what a change of plan cut off: it owes no minimum spend, which is for a whole window. */
export function priceOfPart(price: Price): Price {
  const { minimumSpend: _, ...rest } = price;
  return rest as Price;
}
