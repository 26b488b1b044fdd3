import { describe, expect, it } from 'vitest';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();
const base = { name: 'Flat', basePrice: '1000', prices: [] };

/** One open invoice of ₹1,000 and its customer. */
async function givenOpenInvoice(box: Sandbox, fields = {}) {
  const customer = await box.subscribe(await box.plan(base), fields);
  const [invoice] = await box.invoices(customer);
  return { customer, invoice };
}

describe('an invoice', () => {
  it('goes only the ways of the table', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const { invoice } = await givenOpenInvoice(box);
    const path = `/invoices/${invoice.id}`;
    const refused = { status: 409, body: { code: 'invalid_state' } };
    expect(await box.http.post(`${path}/finalize`)).toMatchObject(refused);
    const paid = await box.http.post(`${path}/mark-paid`, { reference: 'NEFT 42' });
    expect(paid).toMatchObject({
      status: 200,
      body: { status: 'paid', amountPaid: 100_000, amountDue: 0, paymentReference: 'NEFT 42' },
    });
    for (const way of ['void', 'mark-paid', 'write-off', 'finalize']) {
      expect(await box.http.post(`${path}/${way}`)).toMatchObject(refused);
    }
    const other = await givenOpenInvoice(box);
    const lost = await box.http.post(`/invoices/${other.invoice.id}/write-off`, { reason: 'gone' });
    expect(lost.body).toMatchObject({ status: 'uncollectible', amountDue: 100_000 });
    expect((await box.http.post(`/invoices/${other.invoice.id}/mark-paid`)).body.status).toBe('paid');
    const third = await givenOpenInvoice(box);
    const voided = await box.http.post(`/invoices/${third.invoice.id}/void`);
    expect(voided.body).toMatchObject({ status: 'void', number: third.invoice.number, amountDue: 0 });
  });

  it('can be made final before its grace is over; a draft is neither paid nor void', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.subscribe(await box.plan());
    await box.use(customer, 1000, kolkata('2026-01-01'));
    await box.moveTo(kolkata('2026-02-01'));
    const [draft] = await box.invoices(customer);
    const path = `/invoices/${draft.id}`;
    expect((await box.http.post(`${path}/void`)).status).toBe(409);
    expect((await box.http.post(`${path}/mark-paid`)).status).toBe(409);
    await box.use(customer, 1000, kolkata('2026-01-05'));
    expect((await box.http.post(`${path}/finalize`)).body).toMatchObject({ status: 'open', total: 200 });
  });

  it('404: another provider’s, as a missing one; lists narrow by customer, status and time', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const { customer, invoice } = await givenOpenInvoice(box);
    await box.moveTo(kolkata('2026-01-10'));
    const second = await givenOpenInvoice(box);
    const other = await givenSandbox(kolkata('2026-01-01'));
    for (const id of [invoice.id, 'inv_nope', '%00']) {
      expect((await other.http.get(`/invoices/${id}`)).status).toBe(404);
      expect((await other.http.get(`/invoices/${id}/explain`)).status).toBe(404);
      for (const way of ['finalize', 'void', 'mark-paid', 'write-off']) {
        expect((await other.http.post(`/invoices/${id}/${way}`)).status).toBe(404);
      }
    }
    const ids = async (query: string) =>
      (await box.http.get(`/invoices?${query}`)).body.data.map(({ id }: { id: string }) => id);
    expect(await ids(`customer=${customer}`)).toEqual([invoice.id]);
    expect(await ids('status=open')).toEqual([second.invoice.id, invoice.id]);
    expect(await ids('status=paid')).toEqual([]);
    expect(await ids(`from=${kolkata('2026-01-05')}`)).toEqual([second.invoice.id]);
    expect(await ids(`to=${kolkata('2026-01-05')}`)).toEqual([invoice.id]);
    const page = (await box.http.get('/invoices?limit=1')).body;
    expect(page.data).toHaveLength(1);
    expect(await ids(`limit=1&cursor=${page.nextCursor}`)).toEqual([invoice.id]);
    expect((await other.http.get(`/invoices?customer=${customer}`)).status).toBe(404);
  });

  it.each([
    ['29AABCU9603R1ZJ', 'Tax Invoice', ['CGST', 'SGST'], 118_000, '29-Karnataka'],
    ['27AAPFU0939F1ZV', 'Tax Invoice', ['IGST'], 118_000, '29-Karnataka'],
    ['not a GSTIN', 'Bill of Supply', [], 100_000, '29-Karnataka'],
  ])('of a seller with %s is a %s', async (taxId, documentTitle, heads, total, placeOfSupply) => {
    const box = await givenSandbox(kolkata('2026-01-01'), taxId.length === 15 ? { taxId } : {});
    const address = { line1: '1 MG Road', city: 'Bengaluru', state: 'Karnataka', country: 'IN' };
    const customer = await box.customer({ address });
    await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan(base) });
    const [invoice] = await box.invoices(customer);
    expect(invoice).toMatchObject({ documentTitle, total, placeOfSupply, buyer: { name: 'Acme', address } });
    expect(invoice.taxes.map(({ name }: { name: string }) => name)).toEqual(heads);
    expect(invoice.seller).toMatchObject({ name: 'WeatherNow', country: 'IN' });
  });

  it('keeps its buyer, seller and plan when they change', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const { customer, invoice } = await givenOpenInvoice(box);
    await box.http.patch(`/customers/${customer}`, { name: 'Renamed' });
    expect((await box.http.get(`/invoices/${invoice.id}`)).body).toEqual(invoice);
  });
});

describe('prepaid credits', () => {
  it('burn by priority, expiry and age when an invoice becomes final; the movements sum to the balance', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.customer();
    const path = `/customers/${customer}/credits`;
    const give = async (fields: object) =>
      (await box.http.post(path, { reason: 'Present', ...fields })).body.id;
    const last = await give({ amount: 50_000, priority: 5 });
    const soon = await give({ amount: 20_000, expiresAt: kolkata('2026-06-01') });
    const gone = await give({ amount: 7000, expiresAt: kolkata('2026-01-02') });
    await box.moveTo(kolkata('2026-01-03'));
    await box.http.post(`/customers/${customer}/subscription`, {
      plan: await box.plan({ ...base, basePrice: '600' }),
    });
    const [invoice] = await box.invoices(customer);
    expect(invoice).toMatchObject({ total: 60_000, creditsApplied: 60_000, amountDue: 0, status: 'paid' });
    const { balance, grants, movements } = (await box.http.get(path)).body;
    expect(balance).toBe(10_000);
    expect(movements.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBe(balance);
    const left = grants.map(({ id, remaining }: { id: string; remaining: number }) => [id, remaining]);
    expect(Object.fromEntries(left)).toEqual({ [last]: 10_000, [soon]: 0, [gone]: 0 });
    expect(movements.filter(({ kind }: { kind: string }) => kind === 'expiry')).toMatchObject([
      { grant: gone, amount: -7000, at: kolkata('2026-01-02') },
    ]);
  });

  it('return from an invoice that is made void', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.customer();
    await box.http.post(`/customers/${customer}/credits`, { amount: 30_000, reason: 'Bought' });
    await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan(base) });
    const [invoice] = await box.invoices(customer);
    expect(invoice).toMatchObject({ creditsApplied: 30_000, amountDue: 70_000, status: 'open' });
    await box.http.post(`/invoices/${invoice.id}/void`);
    expect((await box.http.get(`/customers/${customer}/credits`)).body).toMatchObject({ balance: 30_000 });
  });

  it('422: an expiry in the past, an amount that is none', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const path = `/customers/${await box.customer()}/credits`;
    for (const fields of [{ amount: 0 }, { amount: 1.5 }, { amount: 5, expiresAt: kolkata('2025-12-31') }]) {
      expect((await box.http.post(path, { reason: 'x', ...fields })).status).toBe(422);
    }
  });
});

describe('credit notes', () => {
  it('lower what is due, then become credits, and never exceed the invoice', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'), { taxId: '29AABCU9603R1ZJ' });
    const { customer, invoice } = await givenOpenInvoice(box);
    expect(invoice.total).toBe(118_000);
    const path = `/invoices/${invoice.id}`;
    const note = (body: object) => box.http.post(`${path}/credit-notes`, { reason: 'Outage', ...body });
    expect(await note({ amount: 11_801 })).toMatchObject({
      status: 201,
      body: {
        number: 'CN/2526/00001',
        taxable: 10_001,
        taxes: [
          { name: 'CGST', percent: '9', amount: 900 },
          { name: 'SGST', percent: '9', amount: 900 },
        ],
        total: 11_801,
        appliedToInvoice: 11_801,
        credited: 0,
      },
    });
    expect((await box.http.get(path)).body).toMatchObject({ amountDue: 106_199, creditNotesApplied: 11_801 });
    const tooMuch = await note({ lines: [{ line: invoice.lines[0].id }] });
    expect(tooMuch).toMatchObject({ status: 422, body: { errors: [{ code: 'more_than_invoiced' }] } });
    expect((await note({})).status).toBe(422);
    expect((await note({ amount: 1, lines: [] })).status).toBe(422);
    await box.http.post(`${path}/mark-paid`);
    expect((await note({ amount: 106_200 })).status).toBe(422);
    const rest = await Promise.all([note({ amount: 106_199 }), note({ amount: 106_199 })]);
    expect(rest.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await box.http.get(`/customers/${customer}/credits`)).body).toMatchObject({ balance: 106_199 });
    expect((await box.http.get(`${path}/credit-notes`)).body.data).toHaveLength(2);
    const other = await givenSandbox(kolkata('2026-01-01'));
    expect((await other.http.post(`${path}/credit-notes`, { amount: 1, reason: 'x' })).status).toBe(404);
  });

  it('over everything repeat the invoice and settle it', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'), { taxId: '29AABCU9603R1ZJ' });
    const { invoice } = await givenOpenInvoice(box);
    const lines = [{ line: invoice.lines[0].id }];
    const { body } = await box.http.post(`/invoices/${invoice.id}/credit-notes`, {
      lines,
      reason: 'Mistake',
    });
    expect(body).toMatchObject({
      taxable: 100_000,
      total: 118_000,
      taxes: invoice.taxes,
      lines: [{ amount: 100_000 }],
    });
    expect((await box.http.get(`/invoices/${invoice.id}`)).body).toMatchObject({
      status: 'paid',
      amountDue: 0,
    });
  });
});

describe('coupons', () => {
  it('take off as long as they last, and only as often as they may be redeemed', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const coupon = (code: string, fields: object) => box.http.post('/coupons', { code, ...fields });
    await coupon('Half', { kind: 'percent', percent: '50', duration: { months: 2 }, maxRedemptions: 1 });
    await coupon('Once', { kind: 'fixed', amount: '100.00', duration: 'once' });
    const plan = await box.plan(base);
    const half = await box.subscribe(plan, { coupon: 'half' });
    const once = await box.subscribe(plan, { coupon: 'ONCE' });
    const third = `/customers/${await box.customer()}/subscription`;
    expect(await box.http.post(third, { plan, coupon: 'HALF' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'coupon' }] },
    });
    expect((await box.http.get(third)).status).toBe(404);
    await box.moveTo(kolkata('2026-03-02'));
    const totals = async (customer: string) =>
      (await box.invoices(customer))
        .sort((left, right) => left.createdAt.localeCompare(right.createdAt))
        .map(({ total, discount, coupons }) => [total, discount, coupons.length]);
    expect(await totals(half)).toEqual([
      [50_000, 50_000, 1],
      [50_000, 50_000, 1],
      [100_000, 0, 0],
    ]);
    expect(await totals(once)).toEqual([
      [90_000, 10_000, 1],
      [100_000, 0, 0],
      [100_000, 0, 0],
    ]);
    const { data } = (await box.http.get('/coupons')).body;
    const byCode = data.sort((left: { code: string }, right: { code: string }) =>
      left.code > right.code ? -1 : 1,
    );
    expect(byCode).toMatchObject([
      { code: 'ONCE', kind: 'fixed', amount: 10_000, duration: 'once', redemptions: 1 },
      { code: 'HALF', kind: 'percent', percent: '50', duration: { months: 2 }, redemptions: 1 },
    ]);
  });
});

describe('an explanation', () => {
  it('adds up to each line, by day and endpoint and single use, also after late events', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.subscribe(
      await box.plan({
        ...base,
        prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.001', included: '1000' }],
      }),
    );
    const { secret } = (await box.http.post(`/customers/${customer}/keys`, {})).body;
    await box.moveTo('2026-01-10T00:00:00.000Z');
    for (const endpoint of ['GET /a', 'GET /b', 'GET /a'])
      await box.http.post('/verify', { key: secret, endpoint });
    await box.use(customer, '2000.5', '2026-01-09T20:00:00Z', { endpoint: 'GET /b' });
    await box.moveTo(new Date(Date.parse(kolkata('2026-02-01')) + 3_600_000).toISOString());
    await box.use(customer, 500, '2026-01-20T20:00:00Z', { endpoint: 'GET /late' });
    const invoice = (await box.invoices(customer)).find(({ lines }) => lines.length === 2);
    const usage = invoice.lines.find(({ kind }: { kind: string }) => kind === 'usage');
    const path = `/invoices/${invoice.id}/explain`;
    const first = (await box.http.get(`${path}?line=${usage.id}&limit=3`)).body;
    expect(first.lines[0]).toMatchObject({
      id: usage.id,
      quantity: '2003.5',
      amount: 100,
      parts: [
        { description: 'Included', quantity: '1000' },
        { quantity: '1003.5', unitPrice: '0.001', exact: '1.0035', amount: 100 },
      ],
      usage: {
        addsUp: true,
        quantity: '2003.5',
        calls: 4,
        days: [
          { day: '2026-01-10', endpoint: 'GET /a', quantity: '2', calls: 2 },
          { day: '2026-01-10', endpoint: 'GET /b', quantity: '2001.5', calls: 2 },
        ],
      },
    });
    expect(first.lines[1]).toMatchObject({ kind: 'base', amount: 100_000, reason: { basePrice: '1000' } });
    const rest = (await box.http.get(`${path}?line=${usage.id}&limit=3&cursor=${first.events.nextCursor}`))
      .body;
    const uses = [...first.events.data, ...rest.events.data];
    expect(uses).toHaveLength(4);
    expect(new Set(uses.map(({ id }) => id)).size).toBe(4);
    expect(uses.map(({ quantity }) => quantity).sort()).toEqual(['1', '1', '1', '2000.5']);

    await box.moveTo(kolkata('2026-03-02'));
    const all = await box.invoices(customer);
    const next = all.find(({ lines }) => lines.some(({ kind }: { kind: string }) => kind === 'adjustment'));
    const later = (await box.http.get(`/invoices/${next.id}/explain`)).body;
    expect(later.lines[1]).toMatchObject({
      kind: 'adjustment',
      quantity: '500',
      amount: 50,
      billedBefore: { quantity: '2003.5', calls: 4 },
      all: { quantity: '2503.5', calls: 5 },
      usage: {
        addsUp: true,
        days: [{ day: '2026-01-21', endpoint: 'GET /late', quantity: '500', calls: 1 }],
      },
    });
    for (const line of [...first.lines, ...later.lines]) {
      const sum = line.parts.reduce((total: number, { amount }: { amount: number }) => total + amount, 0);
      expect(sum).toBe(line.amount);
    }
    expect((await box.http.get(`${path}?line=line_nope`)).status).toBe(422);
  });
});
