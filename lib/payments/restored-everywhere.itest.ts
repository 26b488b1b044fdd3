import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { type HotProcess, startHotProcess } from '@/lib/testing/hot-processes';
import { enterCard, givenPayer, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();
const payments = usePayments();

const GOOD = '4242424242424242';
const NO_FUNDS_LATER = '4000000000000341';
/** Far less than a cached account's age, far more than an announcement takes. */
const PATIENCE_MS = 2_500;

let there: HotProcess[];
beforeAll(async () => {
  there = await Promise.all([1, 2].map(() => startHotProcess(runtime().databaseUrl, null)));
});
afterAll(async () => {
  await Promise.all(there?.map((one) => one.kill('SIGTERM')) ?? []);
});

async function codeAt({ base }: HotProcess, secretKey: string, key: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${secretKey}` };
  const response = await fetch(`${base}/verify`, { method: 'POST', headers, body: JSON.stringify({ key }) });
  return ((await response.json()) as { code: unknown }).code;
}

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
    const paidAt = performance.now();
    const lagsMs = there.map(async (one) => {
      while ((await codeAt(one, sandboxSecretKey, key)) !== 'ok') {
        if (performance.now() - paidAt > PATIENCE_MS) return Number.POSITIVE_INFINITY;
      }
      return performance.now() - paidAt;
    });
    const measured = await Promise.all(lagsMs);
    process.stdout.write(`lag of a payment: ${measured.map((lag) => lag.toFixed(0)).join(', ')} ms\n`);
    // The contract says 250 ms; a busy machine is no reason to fail, a message that never came is.
    expect(Math.max(...measured)).toBeLessThan(PATIENCE_MS);
    expect(await box.invoices(customer)).toMatchObject([{ status: 'paid' }]);
  });
});
