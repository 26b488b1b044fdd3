import { localDayOf } from '@/lib/core/period';

export type NumberedDocument = 'invoice' | 'credit_note' | 'receipt';

/** CGST Rule 46(b): a consecutive number of at most sixteen characters, unique for a financial year. */
export const MAX_NUMBER_LENGTH = 16;

const FORMATS = {
  invoice: { prefix: 'INV', digits: 6 },
  credit_note: { prefix: 'CN', digits: 5 },
  receipt: { prefix: 'RV', digits: 5 },
} as const;

/** The run of numbers that a document belongs to. Gap-free counting is per provider and `key`. */
export interface NumberSeries {
  /** `INV/2627`: what the counter is stored under, and what its numbers begin with. */
  key: string;
  digits: number;
}

/**
 * The Indian financial year of a local day, April to March, as four digits: 2026-04-01 to 2027-03-31 is `2627`.
 */
export function financialYearOf(day: string): string {
  const year = Number.parseInt(day.slice(0, 4), 10);
  const startYear = day.slice(5, 7) >= '04' ? year : year - 1;
  const twoDigits = (value: number) => String(value % 100).padStart(2, '0');
  return twoDigits(startYear) + twoDigits(startYear + 1);
}

/**
 * The series of a document issued at an instant: a new one each April in the provider's time zone. Providers
 * outside India count the same way; where no year is prescribed, any gap-free series will do.
 * @param ownPrefix in place of the document's, at most three characters: a number has sixteen at most
 */
export function seriesOf(
  document: NumberedDocument,
  issuedAt: Date,
  timezone: string,
  ownPrefix?: string,
): NumberSeries {
  const { prefix, digits } = FORMATS[document];
  return { key: `${ownPrefix ?? prefix}/${financialYearOf(localDayOf(issuedAt, timezone))}`, digits };
}

/**
 * The number of a document: `INV/2627/000001`, `CN/2627/00001`.
 * @param sequence counted from 1 within the series
 * @throws RangeError when it is below 1 or the number would exceed sixteen characters
 */
export function documentNumber(series: NumberSeries, sequence: number | bigint): string {
  const count = BigInt(sequence);
  const number = `${series.key}/${count.toString().padStart(series.digits, '0')}`;
  if (count < 1n || number.length > MAX_NUMBER_LENGTH) {
    throw new RangeError(`The series ${series.key} has no number ${count}.`);
  }
  return number;
}
