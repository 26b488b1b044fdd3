import { describe, expect, it } from 'vitest';
import { amountInWords, indianWords, internationalWords } from './amount-in-words';

describe('amounts in words', () => {
  it.each([
    [0n, 'INR', 'Rupees Zero Only'],
    [100n, 'INR', 'Rupee One Only'],
    [1n, 'INR', 'Rupees Zero and One Paisa Only'],
    [11850n, 'INR', 'Rupees One Hundred Eighteen and Fifty Paise Only'],
    [15000000n, 'INR', 'Rupees One Lakh Fifty Thousand Only'],
    [-15000001n, 'INR', 'Minus Rupees One Lakh Fifty Thousand and One Paisa Only'],
    [15000050n, 'USD', 'US Dollars One Hundred Fifty Thousand and Fifty Cents Only'],
    [100n, 'USD', 'US Dollar One Only'],
    [1234n, 'JPY', 'Yen One Thousand Two Hundred Thirty Four Only'],
    [1001n, 'KWD', 'Kuwaiti Dinar One and One Fils Only'],
    [1050n, 'CHF', 'CHF Ten and 50/100 Only'],
    [1005n, 'BHD', 'BHD One and 005/1000 Only'],
  ])('%s of %s', (amount, currency, words) => {
    expect(amountInWords(amount, currency)).toBe(words);
  });

  it.each([
    [99_999n, 'Ninety Nine Thousand Nine Hundred Ninety Nine'],
    [100_000n, 'One Lakh'],
    [9_999_999n, 'Ninety Nine Lakh Ninety Nine Thousand Nine Hundred Ninety Nine'],
    [10_000_000n, 'One Crore'],
    [123_456_789n, 'Twelve Crore Thirty Four Lakh Fifty Six Thousand Seven Hundred Eighty Nine'],
    [1_000_000_000_000n, 'One Lakh Crore'],
  ])('%s counts in lakh and crore', (value, words) => {
    expect(indianWords(value)).toBe(words);
  });

  it.each([
    [19n, 'Nineteen'],
    [20n, 'Twenty'],
    [21n, 'Twenty One'],
    [100n, 'One Hundred'],
    [1_000_000n, 'One Million'],
    [2_000_000_003n, 'Two Billion Three'],
    [10n ** 15n, 'One Quadrillion'],
  ])('%s counts in millions', (value, words) => {
    expect(internationalWords(value)).toBe(words);
  });
});
