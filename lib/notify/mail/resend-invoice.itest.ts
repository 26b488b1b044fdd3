import { describe, expect, it } from 'vitest';
import type { Context } from '@/lib/core/context';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { listMails, resendInvoice } from '../index';

useRuntime();

const START = '2026-01-01T00:00:00.000Z';
const viewer = (ctx: Context): Context => ({
  ...ctx,
  actor: { kind: 'member', id: 'usr_x', name: 'X', role: 'viewer' },
});

describe('an invoice that is sent again', () => {
  it('goes where the customer’s invoices go, or to another address; clicked twice, once', async () => {
    const box = await givenSandbox(START);
    const customer = await box.subscribe(await box.plan({ basePrice: '100' }));
    const [{ id }] = await box.invoices(customer);
    const ctx = box.provider.sandbox;
    const [first, again] = [await resendInvoice(ctx, { id }), await resendInvoice(ctx, { id })];
    expect([first, again]).toEqual([{ sentTo: ['ops@acme.example'] }, { sentTo: ['ops@acme.example'] }]);
    await resendInvoice(ctx, { id, to: 'books@accountant.example' });
    const { data: mails } = await listMails(ctx, { limit: 20 });
    const sent = mails.filter(({ template }) => template === 'invoice').map(({ to }) => to);
    expect(sent.sort()).toEqual(['books@accountant.example', 'ops@acme.example']);
    const { data } = (await box.http.get('/audit?action=invoice.resent')).body;
    expect(data).toHaveLength(3);
  });

  it('is none while it is a draft, is another provider’s, or its asker may only look', async () => {
    const box = await givenSandbox(START);
    const customer = await box.subscribe(await box.plan({ basePrice: '100' }));
    await box.moveTo('2026-01-20T00:00:00.000Z');
    await box.use(customer, 1_000, '2026-01-15T00:00:00.000Z');
    const ctx = box.provider.sandbox;
    // Past the end of the period, within the wait for late events.
    const end = (await box.http.get(`/customers/${customer}/subscription`)).body.currentPeriodEnd;
    await box.moveTo(new Date(Date.parse(end) + 60_000).toISOString());
    const invoices = await box.invoices(customer);
    const draft = invoices.find(({ status }) => status === 'draft');
    await expect(resendInvoice(ctx, { id: draft.id })).rejects.toMatchObject({ code: 'invalid_state' });
    const final = invoices.find(({ status }) => status === 'open');
    await expect(resendInvoice(viewer(ctx), { id: final.id })).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await givenProvider();
    await expect(resendInvoice(stranger.ctx, { id: final.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});
