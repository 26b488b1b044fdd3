import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { pdfText } from '@/lib/testing/pdf-text';
import { useRuntime } from '@/lib/testing/runtime';
import { explainInvoiceCsv } from '..';
import { getCreditNotePdf, getInvoicePdf } from '.';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();
const prices = [{ meter: 'calls', model: 'standard' as const, unitPrice: '0.001', included: '10' }];

/** A final invoice of a month's usage on some days and endpoints, and the next base fee. */
async function givenUsageInvoice() {
  const box = await givenSandbox(kolkata('2026-01-01'), { taxId: '27AAPFU0939F1ZV' });
  const customer = await box.subscribe(await box.plan({ basePrice: '49', prices }));
  await box.moveTo(kolkata('2026-01-25'));
  await box.use(customer, 70_007, kolkata('2026-01-05'), { endpoint: '=cmd|calc' });
  await box.use(customer, '33333.5', kolkata('2026-01-05'), { endpoint: '/v1/"now", later' });
  await box.use(customer, 1, kolkata('2026-01-20'), { endpoint: '/v1/now' });
  await box.moveTo(kolkata('2026-02-02'));
  const invoice = (await box.invoices(customer)).find(({ lines }) => lines.length > 1);
  return { box, customer, invoice };
}

const csvOf = async (box: Sandbox, path: string): Promise<Record<string, string>[]> => {
  const { status, headers, body } = await box.http.get(path);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return parse(body, { columns: true });
};
const minor = (text: string) => Math.round(Number(text) * 100);
const sum = (numbers: number[]) => numbers.reduce((left, right) => left + right, 0);

describe('GET /invoices/{id}/pdf', () => {
  it('200: the invoice’s own numbers, from its snapshot, the same bytes each time', async () => {
    const { box, invoice } = await givenUsageInvoice();
    const path = `/invoices/${invoice.id}/pdf`;
    const { status, headers, body } = await box.http.get(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(headers.get('content-disposition')).toBe(
      `inline; filename="${invoice.number.replaceAll('/', '-')}.pdf"`,
    );
    const [page = '', annex = ''] = await pdfText(body);
    const money = (amount: number) =>
      new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(amount / 100);
    for (const amount of [
      invoice.subtotal,
      invoice.total,
      ...invoice.taxes.map(({ amount }: { amount: number }) => amount),
    ]) {
      expect(page).toContain(money(amount));
    }
    expect(page).toContain(invoice.number);
    expect(annex).toContain('Total 3 1,03,341.5');
    await box.http.patch('/provider', { name: 'Renamed', branding: { color: '#ff0000' } });
    expect((await box.http.get(path)).body.equals(body)).toBe(true);
  });

  it('200: of a change in the middle of a month, whose share of a day has no end', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.subscribe(await box.plan({ basePrice: '999' }));
    await box.moveTo(kolkata('2026-01-29'));
    const change = { plan: await box.plan({ basePrice: '4999' }) };
    const { body: preview } = await box.http.post(`/customers/${customer}/subscription/preview`, change);
    await box.http.patch(`/customers/${customer}/subscription`, change);
    const invoice = (await box.invoices(customer)).find(({ total }) => total === preview.total);
    const { status, body } = await box.http.get(`/invoices/${invoice.id}/pdf`);
    expect(status).toBe(200);
    expect((await pdfText(body)).join(' ')).toMatch(/483\.7742/);
  });

  it('404: another provider’s and, to a customer, another’s; none of an upcoming one', async () => {
    const { box, invoice } = await givenUsageInvoice();
    const other = await givenSandbox(kolkata('2026-01-01'));
    for (const path of ['pdf', 'explain?format=csv']) {
      expect((await other.http.get(`/invoices/${invoice.id}/${path}`)).status).toBe(404);
      expect((await box.http.get(`/invoices/inv_nope/${path}`)).status).toBe(404);
    }
    const stranger = {
      ...box.provider.sandbox,
      actor: { kind: 'customer_member', id: 'u', name: 'U', role: 'owner', customerId: 'cus_other' } as const,
    };
    const missing = { code: 'not_found' };
    await expect(getInvoicePdf(stranger, { id: invoice.id })).rejects.toMatchObject(missing);
    await expect(explainInvoiceCsv(stranger, { id: invoice.id })).rejects.toMatchObject(missing);
    const { body: note } = await box.http.post(`/invoices/${invoice.id}/credit-notes`, {
      amount: 100,
      reason: 'x',
    });
    await expect(getCreditNotePdf(stranger, { id: note.id })).rejects.toMatchObject(missing);
  });
});

describe('credit notes', () => {
  it('are found by themselves and by customer, and printed with the invoice’s number and date', async () => {
    const { box, customer, invoice } = await givenUsageInvoice();
    const { body: note } = await box.http.post(`/invoices/${invoice.id}/credit-notes`, {
      amount: 1180,
      reason: 'Outage on 3 January',
    });
    expect((await box.http.get(`/credit-notes/${note.id}`)).body).toEqual(note);
    expect((await box.http.get(`/credit-notes?customer=${customer}`)).body.data).toEqual([note]);
    expect((await box.http.get('/credit-notes')).body.data).toEqual([note]);
    const [page = ''] = await pdfText((await box.http.get(`/credit-notes/${note.id}/pdf`)).body);
    for (const words of [
      'Credit Note',
      note.number,
      invoice.number,
      '2 Feb 2026',
      '₹11.80',
      'Outage on 3 January',
    ]) {
      expect(page).toContain(words);
    }
    const other = await givenSandbox(kolkata('2026-01-01'));
    for (const path of [note.id, `${note.id}/pdf`, 'cn_nope', '%00']) {
      expect((await other.http.get(`/credit-notes/${path}`)).status).toBe(404);
    }
    expect((await other.http.get('/credit-notes')).body.data).toEqual([]);
    expect((await other.http.get(`/credit-notes?customer=${customer}`)).status).toBe(404);
  });
});

describe('an explanation as CSV', () => {
  it('has one row a line, day and endpoint, which sum to the line exactly', async () => {
    const { box, invoice } = await givenUsageInvoice();
    const rows = await csvOf(box, `/invoices/${invoice.id}/explain?format=csv`);
    for (const line of invoice.lines) {
      const own = rows.filter((row) => row.line === line.id);
      expect(sum(own.map(({ amount = '' }) => minor(amount)))).toBe(line.amount);
      expect(sum(own.map(({ quantity }) => Number(quantity)))).toBe(Number(line.quantity));
    }
    expect(sum(rows.map(({ amount = '' }) => minor(amount)))).toBe(invoice.subtotal);
    const usage = rows.filter(({ kind }) => kind === 'usage');
    expect(usage.map(({ day, endpoint, calls }) => [day, endpoint, calls])).toEqual([
      ['2026-01-05', '/v1/"now", later', '1'],
      ['2026-01-05', "'=cmd|calc", '1'],
      ['2026-01-20', '/v1/now', '1'],
    ]);
  });

  it('has one row a use when asked, each once, and the line’s amount beside them', async () => {
    const { box, invoice } = await givenUsageInvoice();
    const rows = await csvOf(box, `/invoices/${invoice.id}/explain?format=csv&events=true`);
    const usage = rows.filter(({ kind }) => kind === 'usage');
    const uses = usage.filter(({ event }) => event !== '');
    expect(new Set(uses.map(({ event }) => event)).size).toBe(3);
    expect(sum(uses.map(({ quantity }) => Number(quantity)))).toBe(103_341.5);
    expect(sum(rows.map(({ amount = '' }) => minor(amount)))).toBe(invoice.subtotal);
  });

  it('422: a format that there is none of', async () => {
    const { box, invoice } = await givenUsageInvoice();
    const { status, body } = await box.http.get(`/invoices/${invoice.id}/explain?format=xml`);
    expect([status, body.errors[0].path]).toEqual([422, 'format']);
  });
});
