import { describe, expect, it } from 'vitest';
import { invoicePaperInput, line } from '@/lib/testing/invoice-fixture';
import { pdfText } from '@/lib/testing/pdf-text';
import { breakable, syllablesOf } from './breakable';
import { invoicePaper } from './invoice-paper';
import { renderPaper } from './render-paper';

const textOf = async (input = invoicePaperInput()) => pdfText(await renderPaper(invoicePaper(input)));

describe('an Indian invoice on paper', () => {
  it('says everything that CGST Rule 46 wants, with ₹ and Indian grouping', async () => {
    const [page = ''] = await textOf();
    for (const words of [
      ...['Tax Invoice', 'WeatherNow Private Limited', 'GSTIN: 27AAPFU0939F1ZV', 'Maharashtra (27)'],
      ...['INV/2627/000042', '1 Jun 2026', 'Acme Logistics LLP', 'GSTIN: 27AAMCM4148E1ZD'],
      ...['998315', '7,00,000 calls', '₹1,49,900.00', 'Taxable value', '₹1,50,000.00', '₹0.0005'],
      ...['CGST 9% on ₹1,50,000.00', 'SGST 9% on ₹1,50,000.00', '₹13,500.00', '₹1,77,000.00'],
      ...['Rupees One Lakh Seventy Seven Thousand Only', 'reverse charge', 'needs no signature'],
    ]) {
      expect(page).toContain(words);
    }
  });

  it('has the days behind its usage on numbered pages, adding up', async () => {
    const [first = '', annex = ''] = await textOf();
    expect(first).toContain('Page 1 of 2');
    expect(annex).toContain('Page 2 of 2');
    expect(annex.match(/2026-05-\d\d 1?[\d,]+/g)).toHaveLength(31);
    expect(annex).toContain('Total 7,00,000 7,00,000');
  });

  it('is the same bytes each time', async () => {
    const draw = async () => Buffer.from(await renderPaper(invoicePaper(invoicePaperInput())));
    expect((await draw()).equals(await draw())).toBe(true);
  });
});

describe('the state of an invoice', () => {
  it.each([
    [{ status: 'draft', number: null, issuedAt: null, dueAt: null } as const, 'DRAFT'],
    [{ status: 'void' } as const, 'VOID'],
    [{ status: 'paid', paidAt: '2026-06-03T00:00:00.000Z', paymentReference: 'NEFT 42' } as const, 'PAID'],
  ])('%j is marked', async (overrides, mark) => {
    const [page = ''] = await textOf(invoicePaperInput(overrides));
    expect(page).toContain(mark);
    expect(page.includes('Please pay')).toBe(false);
    expect(page.includes('NEFT 42')).toBe(mark === 'PAID');
  });
});

describe('other countries and scripts', () => {
  it('a yen has no digits, a dinar three, and names are legible in Devanagari, Japanese and Polish', async () => {
    const yen = invoicePaperInput({ currency: 'JPY', taxes: [], documentTitle: 'Invoice' });
    yen.invoice.buyer = { ...yen.invoice.buyer, name: '青空 शर्मा Łódź' };
    const [page = ''] = await textOf(yen);
    expect(page).toContain('¥15,000,000');
    // Shaping splits and joins signs; letters and ideographs come back as they are.
    expect(page.replaceAll('\ufeff', '')).toMatch(/青空.*Łódź/);
    const [dinar = ''] = await textOf(invoicePaperInput({ currency: 'KWD', total: 1_500 }));
    expect(dinar).toMatch(/KWD\s1\.500/);
    expect(dinar).toContain('Kuwaiti Dinar One and Five Hundred Fils Only');
  });

  it('prints the note of a reverse charge, and no column for codes that no line has', async () => {
    const input = invoicePaperInput({
      taxes: [],
      taxNote: 'Reverse charge: Article 196.',
      documentTitle: 'Invoice',
    });
    input.invoice.lines = [{ ...line('base', 'Pro', 15_000_000), taxCode: undefined }];
    input.seller = { ...input.seller, country: 'DE', taxId: 'DE123456789' };
    const [page = ''] = await textOf(input);
    expect(page).toContain('Reverse charge: Article 196.');
    expect(page).toContain('VAT No.: DE123456789');
    expect(page).not.toContain('HSN/SAC');
    expect(page).not.toContain('Tax payable on');
  });
});

describe('what does not fit', () => {
  it('goes on in the next line: long names keep their letters, and nothing gains a hyphen', () => {
    const name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH';
    expect(breakable(name)).not.toBe(name);
    expect(breakable(name).replaceAll('\ufeff', '')).toBe(name);
    expect(syllablesOf(breakable('天気'.repeat(7)))).toHaveLength(27);
    expect(breakable('Acme Ltd')).toBe('Acme Ltd');
  });

  it('two hundred lines take pages, each with its number', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({
      ...line('base', `Line ${index}`, 75_000),
      id: `${index}`,
    }));
    const pages = await textOf(invoicePaperInput({ lines }));
    expect(pages.length).toBeGreaterThan(4);
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
    expect(pages.join(' ').match(/₹750\.00/g)).toHaveLength(200);
  });

  it('a logo that cannot be drawn is left out', async () => {
    const input = {
      ...invoicePaperInput(),
      logo: { data: Buffer.from('no picture'), format: 'png' as const },
    };
    expect((await textOf(input))[0]).toContain('Tax Invoice');
  });
});
