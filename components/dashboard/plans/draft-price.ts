import { decimal } from '@/lib/core/decimal';
import { formatMoney } from '@/lib/core/money';
import { type Price, type RatedCharge, rateCharge } from '@/lib/pricing/calculator';

/** A price while somebody types it: all text, every model's fields side by side. */
export interface DraftPrice {
  meter: string;
  model: Price['model'];
  included: string;
  unitPrice: string;
  packageSize: string;
  packagePrice: string;
  ratePercent: string;
  fixedFee: string;
  minimumSpend: string;
  maximumSpend: string;
  tiers: DraftTier[];
  /** What the form has no fields for is kept as it was. */
  convert?: Price['convert'];
}

export interface DraftTier {
  upTo: string;
  unitPrice: string;
  flatFee: string;
}

const EMPTY: Omit<DraftPrice, 'meter'> = {
  model: 'standard',
  included: '',
  unitPrice: '0.001',
  packageSize: '1000',
  packagePrice: '1',
  ratePercent: '1',
  fixedFee: '',
  minimumSpend: '',
  maximumSpend: '',
  tiers: [
    { upTo: '1000', unitPrice: '0', flatFee: '' },
    { upTo: '', unitPrice: '0.001', flatFee: '' },
  ],
};

export function emptyPrice(meter: string): DraftPrice {
  return { ...EMPTY, meter };
}

export function draftOf(price: Price): DraftPrice {
  const { meter, model, included = '', minimumSpend = '', maximumSpend = '', convert } = price;
  const common = {
    ...EMPTY,
    meter,
    model,
    included,
    minimumSpend,
    maximumSpend,
    ...(convert && { convert }),
  };
  switch (price.model) {
    case 'standard':
      return { ...common, unitPrice: price.unitPrice };
    case 'package':
      return { ...common, packageSize: price.packageSize, packagePrice: price.packagePrice };
    case 'percentage':
      return { ...common, ratePercent: price.ratePercent, fixedFee: price.fixedFee ?? '' };
    default:
      return {
        ...common,
        tiers: price.tiers.map(({ upTo, unitPrice, flatFee }) => ({
          ...{ upTo: upTo ?? '', unitPrice, flatFee: flatFee ?? '' },
        })),
      };
  }
}

/** The price as the API takes it: empty fields are absent ones. */
export function priceOf(draft: DraftPrice): Record<string, unknown> {
  const { meter, model, convert } = draft;
  const given = (name: 'included' | 'minimumSpend' | 'maximumSpend' | 'fixedFee') =>
    draft[name].trim() === '' ? {} : { [name]: draft[name].trim() };
  const common = {
    ...{ meter, model },
    ...given('included'),
    ...given('minimumSpend'),
    ...given('maximumSpend'),
    ...(convert && { convert }),
  };
  switch (model) {
    case 'standard':
      return { ...common, unitPrice: draft.unitPrice.trim() };
    case 'package':
      return { ...common, packageSize: draft.packageSize.trim(), packagePrice: draft.packagePrice.trim() };
    case 'percentage':
      return { ...common, ratePercent: draft.ratePercent.trim(), ...given('fixedFee') };
    default:
      return {
        ...common,
        tiers: draft.tiers.map(({ upTo, unitPrice, flatFee }, index) => ({
          upTo: index === draft.tiers.length - 1 ? null : upTo.trim(),
          unitPrice: unitPrice.trim(),
          ...(flatFee.trim() !== '' && { flatFee: flatFee.trim() }),
        })),
      };
  }
}

export interface CurvePoint {
  quantity: number;
  amount: number;
  text: string;
}

const POINTS = 40;

/** What the price makes of quantities up to one; null while what was typed is no price yet. */
export function curveOf(draft: DraftPrice, currency: string, upTo: number): CurvePoint[] | null {
  try {
    const price = priceOf(draft) as unknown as Price;
    return Array.from({ length: POINTS + 1 }, (_, index) => {
      const quantity = Math.round((upTo * index) / POINTS);
      const { amountMinor } = rate(price, String(quantity), currency);
      return { quantity, amount: Number(amountMinor), text: formatMoney(amountMinor, currency) };
    });
  } catch {
    return null;
  }
}

export interface WorkedLine {
  description: string;
  quantity: string;
  unitPrice: string;
  amount: string;
}

/** One quantity, line by line, as the invoice would have it; null while it is no price yet. */
export function exampleOf(
  draft: DraftPrice,
  currency: string,
  quantity: string,
): { lines: WorkedLine[]; total: string } | null {
  try {
    decimal(quantity);
    const charge = rate(priceOf(draft) as unknown as Price, quantity, currency);
    return {
      total: formatMoney(charge.amountMinor, currency),
      lines: charge.lines.map((line) => ({
        ...{ description: line.description, quantity: line.quantity, unitPrice: line.unitPrice },
        amount: formatMoney(line.amountMinor, currency),
      })),
    };
  } catch {
    return null;
  }
}

function rate(price: Price, quantity: string, currency: string): RatedCharge {
  return rateCharge(price, { quantity, eventCount: '1' }, currency);
}
