import { describe, expect, it } from 'vitest';
import { getLogo } from '@/lib/tenants';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

describe('GET and PATCH /provider', () => {
  it('200: what is absent stays, what is given is answered again', async () => {
    const http = api((await givenProvider()).secretKey);
    const before = (await http.get('/provider')).body;
    expect(before).toMatchObject({
      currency: 'INR',
      taxId: null,
      taxSettings: {},
      paperSettings: {},
      logo: null,
    });
    const changes = {
      taxId: ' 27aapfu0939f1zv ',
      address: { line1: '1 Fort', city: 'Mumbai', state: 'Maharashtra', postalCode: '400001', country: 'IN' },
      graceHours: 2,
      paymentDays: 15,
      branding: { color: '#1d4ed8' },
      taxSettings: { lutNumber: 'AD270326012345X', gstPercent: '18', taxCode: '998315' },
      paperSettings: { paymentInstructions: 'HDFC 0001\nIFSC HDFC0000001', signatory: 'A. Rao', footer: '' },
    };
    const changed = (await http.patch('/provider', changes)).body;
    expect(changed).toEqual({ ...before, ...changes, taxId: '27AAPFU0939F1ZV' });
    expect((await http.patch('/provider', { paymentDays: 7 })).body).toEqual({ ...changed, paymentDays: 7 });
    expect((await http.get('/provider')).body).toEqual({ ...changed, paymentDays: 7 });
    const { data } = (await http.get('/audit?action=provider.updated')).body;
    expect(data[0].details).toEqual({ fields: ['paymentDays'] });
  });

  it.each([
    [{ taxId: '29AABCU9603R1ZM' }, 'taxId', 'invalid_gstin'],
    [{ taxSettings: { registration: 'regular' } }, 'taxId', 'required'],
    [{ taxSettings: { gstPercent: '101' } }, 'taxSettings.gstPercent', 'custom'],
    [{ taxSettings: { rate: '1' } }, 'taxSettings.rate', 'unknown_field'],
    [{ currency: 'USD' }, 'currency', 'unknown_field'],
    [{ timezone: '+05:30' }, 'timezone', 'invalid_timezone'],
    [{ logo: 'https://example.com/a.png' }, 'logo', 'invalid_image'],
    [{ branding: { color: 'red' } }, 'branding.color', 'invalid_format'],
  ])('422: %j', async (changes, path, code) => {
    const http = api((await givenProvider()).secretKey);
    const { status, body } = await http.patch('/provider', changes);
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ path, code })]]);
    expect((await http.get('/provider')).body).toMatchObject({ taxId: null, taxSettings: {} });
  });

  it('422: a country whose tax ids have another form than the one that stands', async () => {
    const http = api((await givenProvider({ country: 'DE', taxId: 'DE123456789' })).secretKey);
    const { body } = await http.patch('/provider', { country: 'IN' });
    expect(body.errors).toEqual([expect.objectContaining({ path: 'taxId', code: 'invalid_gstin' })]);
    expect((await http.get('/provider')).body.country).toBe('DE');
  });

  it('keeps each account its own settings', async () => {
    const provider = await givenProvider();
    await api(provider.secretKey).patch('/provider', { name: 'Renamed' });
    expect((await api(provider.sandboxSecretKey).get('/provider')).body).toMatchObject({
      name: 'WeatherNow',
      mode: 'test',
    });
    expect((await api('tg_live_nope').get('/provider')).status).toBe(401);
  });

  it('keeps an uploaded logo, also once another is shown', async () => {
    const provider = await givenProvider();
    const http = api(provider.secretKey);
    const { logo } = (await http.patch('/provider', { logo: PIXEL })).body;
    expect(logo).toMatch(new RegExp(`^/p/${provider.slug}/logo/[0-9a-f]{32}$`));
    expect((await http.patch('/provider', { logo: PIXEL })).body.logo).toBe(logo);
    expect((await http.patch('/provider', { logo: null })).body.logo).toBeNull();
    const id = logo.split('/').at(-1);
    expect((await getLogo(provider.ctx, { id })).contentType).toBe('image/png');
    const other = await givenProvider();
    await expect(getLogo(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getLogo(provider.ctx, { id: '../x' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

const base = { name: 'Flat', basePrice: '1000', prices: [] };
const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();

describe('what is set', () => {
  it('taxes the next invoices: rate, code, special economic zone, letter of undertaking', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'), { taxId: '27AAPFU0939F1ZV' });
    const plan = await box.plan(base);
    const invoiceOf = async (customer: object) => {
      const id = await box.customer(customer);
      await box.http.post(`/customers/${id}/subscription`, { plan });
      return (await box.invoices(id))[0];
    };
    const taxSettings = { gstPercent: '12', lutNumber: 'LUT-42', cessPercent: '1' };
    await box.http.patch('/provider', { taxSettings });
    const goa = { state: 'Goa', country: 'IN' };
    const home = await invoiceOf({ address: { state: 'MH', country: 'IN' } });
    expect(home.taxes).toMatchObject([
      { name: 'CGST', percent: '6', amount: 6000 },
      { name: 'SGST', percent: '6', amount: 6000 },
      { name: 'Cess', percent: '1', amount: 1000 },
    ]);
    expect(home.lines).toMatchObject([{ taxCode: '998315' }]);
    expect(home.seller).not.toHaveProperty('paper');
    expect(await invoiceOf({ address: goa, taxTreatment: 'sez' })).toMatchObject({
      total: 100_000,
      taxNote: expect.stringMatching(/SEZ UNIT.*LUT-42/),
    });
    await box.http.patch('/provider', { taxSettings: { ...taxSettings, taxCode: '998319' } });
    expect((await invoiceOf({ address: goa })).lines).toMatchObject([{ taxCode: '998319' }]);
    await box.http.patch('/provider', { taxSettings: { registration: 'composition' } });
    expect(await invoiceOf({ address: goa })).toMatchObject({
      documentTitle: 'Bill of Supply',
      total: 100_000,
      taxes: [],
    });
    expect((await box.http.get(`/invoices/${home.id}`)).body).toEqual(home);
  });

  it('taxes by named rates elsewhere, inclusive ones taken out of the price', async () => {
    const place = { country: 'AU', currency: 'AUD', timezone: 'Australia/Sydney', taxId: '51 824 753 556' };
    const box = await givenSandbox('2026-01-01T00:00:00.000Z', place);
    await box.http.patch('/provider', {
      taxSettings: { rates: [{ name: 'GST', percent: '10', country: 'AU', inclusive: true }] },
    });
    const customer = await box.subscribe(await box.plan({ ...base, basePrice: '110' }));
    expect((await box.invoices(customer))[0]).toMatchObject({
      documentTitle: 'Tax Invoice',
      taxable: 10_000,
      taxes: [{ name: 'GST', base: 10_000, amount: 1000 }],
      total: 11_000,
    });
  });
});
