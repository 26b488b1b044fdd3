import { describe, expect, it } from 'vitest';
import { formatPrice } from './format';

describe('a price for people', () => {
  it.each([
    ['499', 'INR', '₹499'],
    ['49.5', 'INR', '₹49.50'],
    ['0.0005', 'INR', '₹0.0005'],
    ['150000', 'INR', '₹1,50,000'],
    ['0.000000000001', 'USD', '$0.000000000001'],
    ['100', 'JPY', '¥100'],
  ])('%s %s is %s, with every digit that it has', (major, currency, text) => {
    expect(formatPrice(major, currency)).toBe(text);
  });

  it.each([
    [`483.${'7741935'.repeat(5)}`, 'INR', '₹483.7742'],
    // Longer than any formatter takes: a quotient of a quotient has as many digits as it likes.
    [`-96.${'6774193548387'.repeat(12)}`, 'INR', '-₹96.6774'],
    [`33.${'3'.repeat(34)}`, 'JPY', '¥33.33'],
  ])('a fee by the day, %s %s, is rounded to %s', (major, currency, text) => {
    expect(formatPrice(major, currency)).toBe(text);
  });
});
