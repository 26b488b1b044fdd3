import { describe, expect, it } from 'vitest';
import { ratesOfText, textOfRates } from './tax-input';

describe('named rates in the form', () => {
  it('are read as they are shown', () => {
    const text = 'GST, 10, AU, inclusive\nQST, 9.975, CA-QC\nHST, 13, CA-ON, instead';
    const rates = ratesOfText(`${text}\n\n`);
    expect(rates).toEqual([
      { name: 'GST', percent: '10', country: 'AU', inclusive: true },
      { name: 'QST', percent: '9.975', country: 'CA', state: 'QC', inclusive: false },
      {
        name: 'HST',
        percent: '13',
        country: 'CA',
        state: 'ON',
        inclusive: false,
        replacesCountryRates: true,
      },
    ]);
    expect(textOfRates(rates)).toBe(text);
    expect(ratesOfText(' ')).toEqual([]);
  });
});
