import { describe, expect, it } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { closeAllDue } from '@/lib/billing';
import type { Actor, Context } from '@/lib/core/context';
import { announcements } from '@/lib/infra/announcements';
import {
  addCustomerNote,
  closeProvider,
  contextOfProviderSlug,
  listCustomerNotes,
  removeCustomerNote,
} from '@/lib/tenants';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { givenCustomer, givenKey, givenPlan, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { exportAccount } from './export-account';

useRuntime();

const as = (ctx: Context, actor: Actor): Context => ({ ...ctx, actor });
const member = (role: 'owner' | 'admin' | 'viewer') =>
  ({ kind: 'member', id: 'usr_x', name: 'X', role }) as const;

type Row = { record: string } & Record<string, unknown>;

async function exported(ctx: Context): Promise<Row[]> {
  const file = exportAccount(ctx);
  const text = await new Response(file.body as ReadableStream).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('an export of everything', () => {
  it('has every kind of thing, of this account alone, and no secret', async () => {
    const box = await givenSandbox('2026-01-01T00:00:00.000Z');
    const stranger = await givenProvider();
    await givenCustomer(stranger.ctx, { name: 'Of another' });
    const openapi = { openapi: '3.1.0', info: { title: 'Weather', version: '1' }, paths: {} };
    await box.http.put('/api-document', { document: openapi });
    await box.http.post('/coupons', {
      code: 'HALF',
      kind: 'percent',
      percent: '50',
      duration: { months: 1 },
    });
    const customer = await box.subscribe(await box.plan({ basePrice: '100' }));
    const { secret } = (await box.http.post(`/customers/${customer}/keys`, {})).body;
    await box.use(customer, 5, '2026-01-01T00:00:00.000Z');
    const [invoice] = await box.invoices(customer);
    await box.http.post(`/invoices/${invoice.id}/credit-notes`, { amount: 100, reason: 'Outage' });

    const rows = await exported(as(box.provider.sandbox, member('owner')));
    const kinds = new Set(rows.map(({ record }) => record));
    for (const kind of ['provider', 'api_document', 'member', 'meter', 'plan', 'plan_version', 'coupon']) {
      expect(kinds).toContain(kind);
    }
    for (const kind of [
      'customer',
      'subscription',
      'key',
      'invoice',
      'credit_note',
      'usage',
      'audit_entry',
    ]) {
      expect(kinds).toContain(kind);
    }
    const text = JSON.stringify(rows);
    expect(text).not.toContain('Of another');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(box.provider.sandboxSecretKey);
    expect(rows.find(({ record }) => record === 'usage')).toMatchObject({ customer, quantity: 5 });
  });

  it('is the owner’s alone', async () => {
    const { ctx } = await givenProvider();
    for (const role of ['admin', 'viewer'] as const) {
      expect(() => exportAccount(as(ctx, member(role)))).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      );
    }
  });
});

describe('an account that is closed', () => {
  it('refuses every call of both sides, bills nobody any more, and cannot be opened', async () => {
    const { ctx, secretKey, sandboxSecretKey } = await givenProvider();
    const plan = await givenPlan(ctx, { basePrice: '100' });
    const customer = await givenCustomer(ctx);
    await api(secretKey).post(`/customers/${customer.id}/subscription`, { plan: plan.slug });
    const { secret } = await givenKey(ctx, customer.id);
    expect((await api(secretKey).post('/verify', { key: secret })).body.allowed).toBe(true);

    const owner = as(ctx, member('owner'));
    await expect(closeProvider(as(ctx, member('admin')), { slug: ctx.provider.slug })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(closeProvider(owner, { slug: 'another' })).rejects.toMatchObject({
      fields: [{ path: 'slug' }],
    });
    await closeProvider(owner, { slug: ctx.provider.slug });
    // As the wrapper of every action does before it answers.
    await announcements().barrier();

    for (const key of [secretKey, sandboxSecretKey]) {
      expect((await api(key).post('/verify', { key: secret })).status).toBe(401);
      expect((await api(key).get('/customers')).status).toBe(401);
    }
    expect((await api().get(`/public/${ctx.provider.slug}/plans`)).status).toBe(404);
    await expect(contextOfProviderSlug(ctx.provider.slug, null)).rejects.toMatchObject({ code: 'not_found' });
    const billed = await closeAllDue({ sources: [] });
    expect(billed.map(({ provider }) => provider)).not.toContain(ctx.provider.slug);
  });
});

describe('notes about a customer', () => {
  it('are read and written by the provider’s people alone, and leave a trace when they go', async () => {
    const { ctx, secretKey } = await givenProvider();
    const { id: customer } = await givenCustomer(ctx);
    const admin = as(ctx, { ...member('admin'), name: 'Asha' });
    const first = await addCustomerNote(admin, { customer, text: '  Wants an annual plan. ' });
    await addCustomerNote(admin, { customer, text: 'Called on Tuesday.' });
    expect(await listCustomerNotes(ctx, { customer })).toMatchObject([
      { text: 'Called on Tuesday.', author: 'Asha' },
      { text: 'Wants an annual plan.', author: 'Asha' },
    ]);
    await removeCustomerNote(admin, first);
    await expect(removeCustomerNote(admin, first)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listCustomerNotes(ctx, { customer })).toHaveLength(1);
    const { data } = (await api(secretKey).get('/audit?action=customer_note.removed')).body;
    expect(data).toHaveLength(1);

    const viewer = as(ctx, member('viewer'));
    await expect(addCustomerNote(viewer, { customer, text: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const themselves = {
      kind: 'customer_member',
      id: 'u',
      name: 'U',
      role: 'owner',
      customerId: customer,
    } as const;
    await expect(listCustomerNotes(as(ctx, themselves), { customer })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const stranger = await givenProvider();
    await expect(addCustomerNote(stranger.ctx, { customer, text: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await listCustomerNotes(stranger.ctx, { customer })).toEqual([]);
    const [note] = await listCustomerNotes(ctx, { customer });
    await expect(removeCustomerNote(stranger.ctx, { id: note?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
