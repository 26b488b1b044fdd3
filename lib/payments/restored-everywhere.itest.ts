import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import {
  codeAt,
  expectArrived,
  type HotProcess,
  lagsUntil,
  startHotProcess,
} from '@/lib/testing/hot-processes';
import { enterCard, givenPayer, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();
const payments = usePayments();

const GOOD = '4242424242424242';
const NO_FUNDS_LATER = '4000000000000341';

let there: HotProcess[];
beforeAll(async () => {
  there = await Promise.all([1, 2].map(() => startHotProcess(runtime().databaseUrl, null)));
});
afterAll(async () => {
  await Promise.all(there?.map((one) => one.kill('SIGTERM')) ?? []);
});

describe('a payment that was late', () => {
  it('lets calls through again on every instance, at once', async () => {
    const { box, customer } = await givenPayer(payments, '2026-05-01T00:00:00.000Z', NO_FUNDS_LATER);
    const plan = await box.plan({ basePrice: '499' });
    await box.http.post(`/customers/${customer}/subscription`, { plan });
    const key = (await box.http.post(`/customers/${customer}/keys`, {})).body.secret;
    await box.moveTo('2026-05-05T00:00:00.000Z');
    const { sandboxSecretKey } = box.provider;
    const codes = () => Promise.all(there.map((one) => codeAt(one, sandboxSecretKey, key)));
    expect(await codes()).toEqual(['past_due', 'past_due']);

    const [invoice] = await box.invoices(customer);
    await enterCard(payments, box, customer, GOOD);
    // A card that was just entered is charged at once where the schedule gets to it first.
    const paid = await box.http.post(`/invoices/${invoice.id}/pay`, {});
    expect([200, 409]).toContain(paid.status);
    const lagsMs = await lagsUntil(there, { secretKey: sandboxSecretKey, key, code: 'ok' });
    expectArrived('a payment', lagsMs);
    expect(await box.invoices(customer)).toMatchObject([{ status: 'paid' }]);
  });
});
