import { describe, expect, it } from 'vitest';
import { givenSandbox, type Sandbox, withOneAndTwoWorkers } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();
const MUMBAI = '27AAPFU0939F1ZV';

/** The first invoice of a customer on a plan of this fee, and the customer. */
async function firstInvoice(box: Sandbox, basePrice: string, customerFields: object) {
  const customer = await box.customer(customerFields);
  const plan = await box.plan({ basePrice });
  await box.http.post(`/customers/${customer}/subscription`, { plan });
  const [invoice] = await box.invoices(customer);
  return { customer, invoice };
}

const inIndia = (state: string) => ({ address: { line1: '1 Main Road', city: 'X', state, country: 'IN' } });
const abroad = { address: { line1: '1 Main St', city: 'Austin', state: 'TX', country: 'US' } };

withOneAndTwoWorkers(() => {
  describe('GST on an invoice', () => {
    it.each([
      [
        'the seller’s state',
        inIndia('Maharashtra'),
        ['CGST 9 9000', 'SGST 9 9000'],
        118_000,
        '27-Maharashtra',
        null,
      ],
      ['another state', inIndia('Karnataka'), ['IGST 18 18000'], 118_000, '29-Karnataka', null],
      [
        'a special economic zone',
        { ...inIndia('Karnataka'), taxId: '29AABCU9603R1ZJ', taxTreatment: 'sez' },
        ['IGST 0 0'],
        100_000,
        '29-Karnataka',
        /SEZ UNIT.*WITHOUT PAYMENT.*LUT AD270326012345X/,
      ],
      [
        'another country',
        abroad,
        ['IGST 0 0'],
        100_000,
        '96-Outside India',
        /EXPORT UNDER BOND OR LETTER OF UNDERTAKING.*LUT AD270326012345X/,
      ],
    ])('of a customer in %s', async (_where, fields, taxes, total, placeOfSupply, note) => {
      const box = await givenSandbox(kolkata('2026-01-01'), { taxId: MUMBAI });
      await box.http.patch('/provider', { taxSettings: { lutNumber: 'AD270326012345X' } });
      const { invoice } = await firstInvoice(box, '1000', fields);
      expect(invoice).toMatchObject({ documentTitle: 'Tax Invoice', taxable: 100_000, total, placeOfSupply });
      expect(invoice.taxes.map(said)).toEqual(taxes);
      expect(invoice.taxNote).toEqual(note === null ? null : expect.stringMatching(note));
    });

    it('is taken out of prices that contain it, and not out of those of an export', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'), { taxId: MUMBAI });
      await box.http.patch('/provider', { taxSettings: { gstInclusive: true } });
      const home = await firstInvoice(box, '1180', inIndia('Maharashtra'));
      expect(home.invoice).toMatchObject({ subtotal: 118_000, taxable: 100_000, total: 118_000 });
      expect(home.invoice.taxes.map(said)).toEqual(['CGST 9 9000', 'SGST 9 9000']);
      const { invoice } = await firstInvoice(box, '1180', abroad);
      expect(invoice).toMatchObject({ subtotal: 118_000, taxable: 118_000, total: 118_000 });
    });

    it('is none of a composition seller’s, who says so on a bill of supply', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'), { taxId: MUMBAI });
      await box.http.patch('/provider', { taxSettings: { registration: 'composition' } });
      const { invoice } = await firstInvoice(box, '1000', inIndia('Karnataka'));
      expect(invoice).toMatchObject({ documentTitle: 'Bill of Supply', taxes: [], total: 100_000 });
      expect(invoice.taxNote).toMatch(/COMPOSITION TAXABLE PERSON/);
    });
  });

  describe('named rates elsewhere', () => {
    const berlin = { currency: 'EUR', timezone: 'Europe/Berlin', country: 'DE', taxId: 'DE136695976' };
    const vat = { name: 'VAT', percent: '19', country: 'DE', inclusive: true };
    const inGermany = { address: { line1: 'Hauptstr. 1', city: 'Bonn', country: 'DE' } };

    it('inclusive: the price stays what it says, through usage, a coupon and a credit note', async () => {
      const box = await givenSandbox('2026-01-01T09:00:00.000Z', berlin);
      await box.http.patch('/provider', { taxSettings: { rates: [vat] } });
      await box.http.post('/coupons', { code: 'TENTH', kind: 'percent', percent: '10', duration: 'once' });
      const customer = await box.customer(inGermany);
      const plan = await box.plan({ basePrice: '119' });
      await box.http.post(`/customers/${customer}/subscription`, { plan, coupon: 'TENTH' });
      const [first] = await box.invoices(customer);
      // 119.00 less a tenth is 107.10, in which are 17.10 of tax.
      expect(first).toMatchObject({ subtotal: 11_900, discount: 1_190, taxable: 9_000, total: 10_710 });
      expect(first.taxes.map(said)).toEqual(['VAT 19 1710']);
      await box.moveTo('2026-01-20T09:00:00.000Z');
      await box.use(customer, 1_190_000, '2026-01-10T00:00:00.000Z');
      await box.moveTo('2026-02-02T09:00:00.000Z');
      const second = (await box.invoices(customer)).find(({ id }) => id !== first.id);
      expect(second).toMatchObject({ subtotal: 130_900, taxable: 110_000, total: 130_900 });
      const note = await box.http.post(`/invoices/${second.id}/credit-notes`, {
        amount: 11_900,
        reason: 'Outage',
      });
      expect(note.body).toMatchObject({ taxable: 10_000, total: 11_900 });
      expect(note.body.taxes.map(said)).toEqual(['VAT 19 1900']);
    });

    it('a business in another member state accounts for it itself', async () => {
      const box = await givenSandbox('2026-01-01T09:00:00.000Z', berlin);
      await box.http.patch('/provider', { taxSettings: { rates: [vat] } });
      const french = { address: { line1: '1 Rue', city: 'Lyon', country: 'FR' }, taxId: 'FR40303265045' };
      const { invoice } = await firstInvoice(box, '119', french);
      expect(invoice).toMatchObject({
        taxes: [],
        total: 11_900,
        taxNote: expect.stringMatching(/reverse charge/i),
      });
    });

    it('a country’s and its state’s apply together, each on its own head', async () => {
      const toronto = { currency: 'CAD', timezone: 'America/Toronto', country: 'CA' };
      const box = await givenSandbox('2026-01-01T09:00:00.000Z', toronto);
      const rates = [
        { name: 'GST', percent: '5', country: 'CA' },
        { name: 'QST', percent: '9.975', country: 'CA', state: 'Quebec' },
        { name: 'HST', percent: '13', country: 'CA', state: 'Ontario', replacesCountryRates: true },
      ];
      await box.http.patch('/provider', { taxSettings: { rates } });
      const inState = (state: string) => ({ address: { line1: '1 Rue', city: 'X', state, country: 'CA' } });
      const taxesIn = async (state: string) =>
        (await firstInvoice(box, '100', inState(state))).invoice.taxes.map(said);
      expect(await taxesIn('Quebec')).toEqual(['GST 5 500', 'QST 9.975 998']);
      expect(await taxesIn('Ontario')).toEqual(['HST 13 1300']);
      expect(await taxesIn('Alberta')).toEqual(['GST 5 500']);
    });
  });

  describe('a coupon for some months', () => {
    it('lasts as many invoices over the year’s end, whose numbers begin anew in April', async () => {
      const box = await givenSandbox(kolkata('2026-01-31'), { taxId: MUMBAI });
      await box.http.post('/coupons', {
        code: 'HALF',
        kind: 'percent',
        percent: '50',
        duration: { months: 3 },
      });
      const customer = await box.customer(inIndia('Maharashtra'));
      const plan = await box.plan({ basePrice: '1000' });
      await box.http.post(`/customers/${customer}/subscription`, { plan, coupon: 'HALF' });
      await box.moveTo(kolkata('2026-06-02'));
      const invoices = (await box.invoices(customer)).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
      expect(invoices.map(({ number, total }) => [number, total])).toEqual([
        ['INV/2526/000001', 59_000],
        ['INV/2526/000002', 59_000],
        ['INV/2526/000003', 59_000],
        ['INV/2627/000001', 118_000],
        ['INV/2627/000002', 118_000],
      ]);
    });
  });
});

function said({ name, percent, amount }: { name: string; percent: string; amount: number }): string {
  return `${name} ${percent} ${amount}`;
}
