import { currencyOf } from '@/lib/core/currency';

const UNITS = [
  'Zero',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
  'Thirteen',
  'Fourteen',
  'Fifteen',
  'Sixteen',
  'Seventeen',
  'Eighteen',
  'Nineteen',
];
const TENS = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];

/** Names of the units, major and minor, singular and plural. Other currencies are written with their code. */
const NAMES: Readonly<Record<string, [[string, string], [string, string]]>> = {
  INR: [
    ['Rupee', 'Rupees'],
    ['Paisa', 'Paise'],
  ],
  USD: [
    ['US Dollar', 'US Dollars'],
    ['Cent', 'Cents'],
  ],
  EUR: [
    ['Euro', 'Euros'],
    ['Cent', 'Cents'],
  ],
  GBP: [
    ['Pound Sterling', 'Pounds Sterling'],
    ['Penny', 'Pence'],
  ],
  AUD: [
    ['Australian Dollar', 'Australian Dollars'],
    ['Cent', 'Cents'],
  ],
  CAD: [
    ['Canadian Dollar', 'Canadian Dollars'],
    ['Cent', 'Cents'],
  ],
  SGD: [
    ['Singapore Dollar', 'Singapore Dollars'],
    ['Cent', 'Cents'],
  ],
  AED: [
    ['UAE Dirham', 'UAE Dirhams'],
    ['Fils', 'Fils'],
  ],
  KWD: [
    ['Kuwaiti Dinar', 'Kuwaiti Dinars'],
    ['Fils', 'Fils'],
  ],
  JPY: [
    ['Yen', 'Yen'],
    ['Sen', 'Sen'],
  ],
};

/**
 * An amount in words, for paper. Rupees in lakh and crore, as Indian invoices write them: `Rupees One Lakh Fifty
 * Thousand and Fifty Paise Only`; other currencies in millions: `US Dollars One Hundred Fifty Thousand and Fifty
 * Cents Only`. Without a known name the code stands: `CHF Ten and 50/100 Only`.
 * @param amountMinor minor units; the digits of the minor unit are ISO 4217's
 */
export function amountInWords(amountMinor: bigint, currency: string): string {
  const { minorDigits } = currencyOf(currency);
  const scale = 10n ** BigInt(minorDigits);
  const magnitude = amountMinor < 0n ? -amountMinor : amountMinor;
  const minorUnits = magnitude % scale;
  // A whole number of major units: the remainder is taken off first, so this division is exact.
  const majorUnits = (magnitude - minorUnits) / scale;
  const spell = currency === 'INR' ? indianWords : internationalWords;
  const names = NAMES[currency];
  const majorName = names ? names[0][majorUnits === 1n ? 0 : 1] : currency;
  const words = [amountMinor < 0n ? 'Minus' : '', majorName, spell(majorUnits)];
  if (minorUnits > 0n) {
    words.push('and');
    words.push(
      names
        ? `${spell(minorUnits)} ${names[1][minorUnits === 1n ? 0 : 1]}`
        : `${minorUnits.toString().padStart(minorDigits, '0')}/${scale}`,
    );
  }
  return [...words, 'Only'].filter((word) => word !== '').join(' ');
}

/** A whole number in words by the Indian system: thousand, lakh (10^5), crore (10^7), lakh crore and on. */
export function indianWords(value: bigint): string {
  if (value < 100_000n) return internationalWords(value);
  const [size, name]: [bigint, string] = value < 10_000_000n ? [100_000n, 'Lakh'] : [10_000_000n, 'Crore'];
  const rest = value % size;
  const head = `${indianWords((value - rest) / size)} ${name}`;
  return rest === 0n ? head : `${head} ${indianWords(rest)}`;
}

const THOUSANDS: readonly [bigint, string][] = [
  [10n ** 18n, 'Quintillion'],
  [10n ** 15n, 'Quadrillion'],
  [10n ** 12n, 'Trillion'],
  [10n ** 9n, 'Billion'],
  [10n ** 6n, 'Million'],
  [10n ** 3n, 'Thousand'],
  [100n, 'Hundred'],
];

/** A whole number, not negative, in words by the international system: thousand, million, billion and on. */
export function internationalWords(value: bigint): string {
  for (const [size, name] of THOUSANDS) {
    if (value < size) continue;
    const rest = value % size;
    const head = `${internationalWords((value - rest) / size)} ${name}`;
    return rest === 0n ? head : `${head} ${internationalWords(rest)}`;
  }
  const index = Number.parseInt(value.toString(), 10);
  if (index < 20) return UNITS[index] as string;
  const units = value % 10n;
  const tens = TENS[Math.trunc(index / 10)] as string;
  return units === 0n ? tens : `${tens} ${internationalWords(units)}`;
}
