import { describe, expect, it } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();

describe('GET /clock', () => {
  it('follows real time until it is set, then stands', async () => {
    const { secretKey, sandboxSecretKey } = await givenProvider();
    const { body } = await api(secretKey).get('/clock');
    expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(5000);
    expect(body.frozen).toBe(false);
    const sandbox = api(sandboxSecretKey);
    await sandbox.put('/clock', { now: '2030-01-01T00:00:00+05:30' });
    expect((await sandbox.get('/clock')).body).toEqual({ now: '2029-12-31T18:30:00.000Z', frozen: true });
  });
});

describe('PUT /clock', () => {
  it('403: a live account', async () => {
    const { secretKey } = await givenProvider();
    const answer = await api(secretKey).put('/clock', { now: '2030-01-01T00:00:00Z' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('422: what is no time, or outside of 2000 to 2100', async () => {
    const { sandboxSecretKey } = await givenProvider();
    for (const now of ['1999-12-31T23:59:59Z', '2101-01-01T00:00:00Z', 'tomorrow', 5, undefined]) {
      const answer = await api(sandboxSecretKey).put('/clock', { now });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'now' }] } });
    }
  });

  it('moves both ways without customers, and forward only with one', async () => {
    const box = await givenSandbox('2026-05-01T00:00:00.000Z');
    await box.moveTo('2020-01-01T00:00:00.000Z');
    await box.moveTo('2026-05-01T00:00:00.000Z');
    await box.moveTo('2026-05-01T00:00:00.000Z');
    await box.customer();
    const back = await box.http.put('/clock', { now: '2026-04-30T23:59:59.999Z' });
    expect(back).toMatchObject({ status: 422, body: { errors: [{ path: 'now', code: 'in_past' }] } });
    expect((await box.http.get('/clock')).body.now).toBe('2026-05-01T00:00:00.000Z');
  });

  it('does everything in between in order, each at its own instant', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const plan = await box.plan({ basePrice: '10', trialDays: 7 });
    const customer = await box.subscribe(plan);
    const did = await box.moveTo(kolkata('2026-02-10'));
    expect(did.map(({ at, what }) => [at, what])).toEqual([
      [kolkata('2026-01-08'), 'trial_ended'],
      [kolkata('2026-01-08'), 'invoice_finalized'],
      [kolkata('2026-02-08'), 'period_closed'],
      [kolkata('2026-02-08'), 'invoice_drafted'],
      [new Date(Date.parse(kolkata('2026-02-08')) + 3_600_000).toISOString(), 'invoice_finalized'],
    ]);
    const issued = (await box.invoices(customer)).map(({ issuedAt }) => issuedAt).sort();
    expect(issued).toEqual([did[1]?.at, did[4]?.at]);
    expect((await box.http.get('/clock')).body).toEqual({ now: kolkata('2026-02-10'), frozen: true });
  });

  it('moved by several at once does each thing once', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.subscribe(await box.plan());
    const moves = await Promise.all(
      ['2026-03-05', '2026-03-05', '2026-03-05'].map((day) => box.http.put('/clock', { now: kolkata(day) })),
    );
    expect(moves.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(moves.flatMap(({ body }) => body.did)).toHaveLength(6);
    expect(await box.invoices(customer)).toHaveLength(2);
  });
});
