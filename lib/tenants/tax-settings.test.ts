import { describe, expect, it } from 'vitest';
import { readLogo } from './logo';
import { taxSettings } from './tax-settings';

const rate = (country: string, inclusive: boolean, rest: object = {}) => ({
  ...{ name: 'Tax', percent: '5', country, inclusive },
  ...rest,
});
const brokenPaths = (rates: object[]) =>
  taxSettings.safeParse({ rates }).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('named tax rates', () => {
  it('are refused where two that apply together are inclusive and exclusive', () => {
    expect(brokenPaths([rate('CA', true), rate('CA', false, { state: 'QC' })])).toEqual([
      'rates.1.inclusive',
    ]);
    expect(brokenPaths([rate('CA', true), rate('CA', false)])).toEqual(['rates.1.inclusive']);
    const twice = [rate('US', true, { state: 'NY' }), rate('US', false, { state: 'ny' })];
    expect(brokenPaths(twice)).toEqual(['rates.1.inclusive']);
  });

  it('may differ where they never meet', () => {
    expect(brokenPaths([rate('CA', true), rate('AU', false)])).toEqual([]);
    expect(brokenPaths([rate('US', true, { state: 'NY' }), rate('US', false, { state: 'CA' })])).toEqual([]);
    const instead = rate('CA', false, { state: 'ON', replacesCountryRates: true });
    expect(brokenPaths([rate('CA', true), instead])).toEqual([]);
  });

  it('name a country, and a percentage from 0 to 100', () => {
    expect(brokenPaths([rate('XX', true)])).toEqual(['rates.0.country']);
    expect(brokenPaths([rate('DE', true, { percent: '101' })])).toEqual(['rates.0.percent']);
    expect(brokenPaths([rate('DE', true, { percent: 19 })])).not.toEqual([]);
  });
});

describe('a logo', () => {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
  const png = (change: (bytes: Buffer) => void = () => {}) => {
    const bytes = Buffer.from(pixel, 'base64');
    change(bytes);
    return `data:image/png;base64,${bytes.toString('base64')}`;
  };

  it('is known by its bytes: the same picture has the same id', () => {
    const logo = readLogo(png());
    expect(logo).toMatchObject({ contentType: 'image/png', id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(readLogo(png().replace('image/png', 'image/jpeg'))).toEqual(logo);
  });

  it.each([
    ['an address', 'https://example.com/logo.png'],
    ['another kind of data', 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['text', `data:image/png;base64,${Buffer.from('not a picture at all, only text').toString('base64')}`],
    ['more pixels than it may have', png((bytes) => bytes.writeUInt32BE(50_000, 16))],
    ['no pixels', png((bytes) => bytes.writeUInt32BE(0, 20))],
    ['a picture cut short', png((bytes) => bytes.fill(0, bytes.length - 12))],
    ['too many bytes', `data:image/png;base64,${Buffer.alloc(300_000).toString('base64')}`],
  ])('is refused: %s', (_, dataUrl) => {
    expect(() => readLogo(dataUrl)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path: 'logo' })] }),
    );
  });
});
